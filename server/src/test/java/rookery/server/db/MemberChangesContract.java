package rookery.server.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rookery.protocol.Role;
import rookery.server.log.MemberChange;
import rookery.server.log.Members;
import rookery.server.log.MessageStore.LaneWriter;
import rookery.server.log.MessageStore.Locked;

/// What each change of members leaves in the record.
interface MemberChangesContract extends StoreContract {
  /// `user from-to`, an open range without an end.
  private List<String> ranges(long conversation) {
    return plainSql(
            """
            SELECT user_id, from_seq, to_seq FROM member_range
            WHERE conversation_id = ? ORDER BY user_id, from_seq
            """,
            conversation)
        .stream()
        .map(row -> row.replace(" " + Long.MAX_VALUE, " open"))
        .toList();
  }

  private Members members(long conversation) {
    try (LaneWriter writer = database().messages().openWriter()) {
      Locked locked = writer.lock(List.of(conversation)).get(conversation);
      return writer.members(locked);
    }
  }

  @Test
  default void friendsAreFriendsBothWaysAndTheirRequestsAreGone() {
    Scene scene = scene();
    int low = scene.user();
    int high = scene.user();
    database().rosters().request(low, high, "", 1);
    database().rosters().request(high, low, "", 1);

    long conversation = scene.befriend(low, high);

    assertThat(database().rosters().areFriends(low, high)).isTrue();
    assertThat(database().rosters().areFriends(high, low)).isTrue();
    assertThat(database().rosters().openRequests(low, true)).isZero();
    assertThat(database().rosters().openRequests(high, true)).isZero();
    assertThat(ranges(conversation)).containsExactly(low + " 1 open", high + " 1 open");
    assertThat(members(conversation).roles())
        .isEqualTo(Map.of(low, Role.NORMAL, high, Role.NORMAL));
    assertThat(database().rosters().version(low)).isEqualTo(4);
    assertThat(database().rosters().version(high)).isEqualTo(4);
  }

  @Test
  default void endedFriendsReadWhatWasAndWriteNoMore() {
    Scene scene = scene();
    int low = scene.user();
    int high = scene.user();
    long conversation = scene.befriend(low, high); // 1
    scene.text(conversation, low, "text"); // 2

    scene.change(conversation, high, new MemberChange.Unfriend(low, high)); // 3

    assertThat(database().rosters().areFriends(low, high)).isFalse();
    assertThat(database().rosters().areFriends(high, low)).isFalse();
    assertThat(ranges(conversation)).containsExactly(low + " 1 3", high + " 1 3");
    assertThat(members(conversation).roles()).isEmpty();

    scene.change(conversation, high, new MemberChange.Befriend(low, high)); // 4
    assertThat(ranges(conversation))
        .containsExactly(low + " 1 3", low + " 4 open", high + " 1 3", high + " 4 open");
  }

  @Test
  default void fellowsWhoBecomeFriendsKeepTheirConversation() {
    Scene scene = scene();
    int low = scene.user();
    int high = scene.user();
    long conversation = database().rosters().direct(low, high);
    scene.change(conversation, low, new MemberChange.Open(low, high)); // 1
    scene.text(conversation, high, "text"); // 2
    assertThat(database().rosters().areFriends(low, high)).isFalse();

    scene.change(conversation, low, new MemberChange.Befriend(low, high)); // 3

    assertThat(ranges(conversation)).containsExactly(low + " 1 open", high + " 1 open");
    assertThat(database().rosters().areFriends(low, high)).isTrue();
  }

  @Test
  default void whoJoinsHasARoleAndWhoLeavesHasNone() {
    Scene scene = scene();
    int creator = scene.user();
    int user = scene.user();
    long group = scene.group(creator); // 1
    scene.change(group, user, new MemberChange.Join(user, Role.ADMIN)); // 2

    assertThat(members(group).roles()).isEqualTo(Map.of(creator, Role.CREATOR, user, Role.ADMIN));
    assertThat(database().rosters().version(user)).isEqualTo(2);

    scene.change(group, user, new MemberChange.Leave(user)); // 3

    assertThat(members(group).roles()).isEqualTo(Map.of(creator, Role.CREATOR));
    assertThat(ranges(group)).containsExactly(creator + " 1 open", user + " 2 3");
    assertThat(database().rosters().version(user)).isEqualTo(3);
    assertThat(database().rosters().version(creator)).isEqualTo(2);
  }

  @Test
  default void everyChangeMovesTheMembersByOneVersion() {
    Scene scene = scene();
    int low = scene.user();
    int high = scene.user();
    long conversation = database().rosters().direct(low, high);
    Members expected = members(conversation);

    for (MemberChange change :
        List.of(
            new MemberChange.Open(low, high),
            new MemberChange.Befriend(low, high),
            new MemberChange.Unfriend(low, high),
            new MemberChange.Befriend(low, high))) {
      scene.change(conversation, low, change);
      expected = expected.with(change);
      assertThat(members(conversation)).isEqualTo(expected);
    }
  }

  @Test
  default void changesThatAreRolledBackLeaveNothing() {
    Scene scene = scene();
    int low = scene.user();
    int high = scene.user();
    long conversation = database().rosters().direct(low, high);

    try (LaneWriter writer = database().messages().openWriter()) {
      Locked locked = writer.lock(List.of(conversation)).get(conversation);
      writer.apply(locked.conversation(), new MemberChange.Befriend(low, high), 1, Scene.TS);
      writer.rollback();
      // A later transaction of the same writer must not write what that one would have.
      writer.lock(List.of(conversation));
      writer.commit();
    }

    assertThat(ranges(conversation)).isEmpty();
    assertThat(members(conversation).version()).isEqualTo(1);
    assertThat(database().rosters().version(low)).isEqualTo(1);
  }
}
