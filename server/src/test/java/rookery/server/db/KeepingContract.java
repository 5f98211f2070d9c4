package rookery.server.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import rookery.protocol.AdminMessages.Policy;
import rookery.protocol.Bounds;
import rookery.protocol.Role;
import rookery.server.log.Conversation;
import rookery.server.log.LogEntry;
import rookery.server.log.MemberChange;
import rookery.server.log.Members;
import rookery.server.log.MessageStore.LaneWriter;
import rookery.server.log.MessageStore.Locked;

/// What a change of members says of itself in memory, the store says too when it is asked.
interface KeepingContract extends StoreContract {
  private Members members(long conversation) {
    try (LaneWriter writer = database().messages().openWriter()) {
      Locked locked = writer.lock(List.of(conversation)).get(conversation);
      Members members = writer.members(locked);
      writer.rollback();
      return members;
    }
  }

  /// Applies a change, and looks whether the store agrees with memory.
  private Members changed(long conversation, int by, MemberChange change) {
    Members before = members(conversation);
    scene().change(conversation, by, change);
    Members after = members(conversation);
    assertThat(after).as(change.toString()).isEqualTo(before.with(change));
    return after;
  }

  @Test
  default void changesOfAGroupAreKeptAsTheyAreUnderstood() {
    Scene scene = scene();
    int creator = scene.user();
    int member = scene.user();
    int other = scene.user();
    long group = scene.group(creator);
    changed(group, member, new MemberChange.Join(member, Role.NORMAL));
    changed(group, other, new MemberChange.Join(other, Role.NORMAL));
    changed(group, creator, new MemberChange.SetRole(member, Role.ADMIN));
    changed(group, creator, new MemberChange.Mute(other, 77));
    changed(group, creator, new MemberChange.Ban(other));
    assertThat(members(group).barred()).containsExactly(other);
    changed(group, creator, new MemberChange.Unban(other));
    changed(group, creator, new MemberChange.Invite(other, creator));
    changed(group, creator, new MemberChange.SetPolicy(Policy.APPROVAL));
    changed(group, creator, new MemberChange.Rename("群", "群", "d"));
    changed(group, creator, new MemberChange.Notice("n"));
    changed(group, creator, new MemberChange.Transfer(creator, member));
    assertThat(members(group).role(member)).isEqualTo(Role.CREATOR);
    changed(group, member, new MemberChange.Dissolve());
    assertThat(members(group).roles()).isEmpty();
  }

  @Test
  default void blocksAreKeptAsTheyAreUnderstood() {
    Scene scene = scene();
    int low = scene.user();
    int high = scene.user();
    long direct = scene.befriend(low, high);
    changed(direct, high, new MemberChange.Block(high, low, true, true));
    assertThat(database().rosters().areFriends(low, high)).isFalse();
    assertThat(database().rosters().blocked(high, low)).isTrue();
    assertThat(database().rosters().blocked(low, high)).isFalse();
    changed(direct, low, new MemberChange.Block(low, high, false, false));
    assertThat(members(direct).barred()).containsExactlyInAnyOrder(low, high);
    changed(direct, high, new MemberChange.Unblock(high, low));
    assertThat(members(direct).barred()).containsExactly(high);
  }

  @Test
  default void largestGroupIsReadAndWrittenTo() {
    Scene scene = scene();
    int creator = scene.user();
    long conversation = scene.group(creator);
    int group =
        ((Conversation.Group) database().entries().conversation(conversation).orElseThrow())
            .group();
    List<Integer> users = new ArrayList<>();
    for (int i = 1; i < Bounds.MEMBERS; i++) {
      users.add(1_000_000_000 + i);
    }
    bulk(
        "INSERT INTO group_user (group_id, user_id, role) VALUES %s",
        "(?, ?, 'normal')", group, users);
    bulk(
        "INSERT INTO member_range (conversation_id, user_id, from_seq) VALUES %s",
        "(?, ?, 1)", conversation, users);
    Members members = members(conversation);
    assertThat(members.roles()).hasSize(Bounds.MEMBERS);
    assertThat(members.role(creator)).isEqualTo(Role.CREATOR);
    LogEntry text = scene.text(conversation, creator, "to all");
    assertThat(database().entries().after(conversation, users.getLast(), 0, 10))
        .extracting(LogEntry::seq)
        .endsWith(text.seq());
    assertThat(database().entries().members(conversation, 200)).hasSize(200);
    changed(conversation, creator, new MemberChange.Dissolve());
  }

  private void bulk(String text, String row, long of, List<Integer> users) {
    int size = 1_000;
    for (int from = 0; from < users.size(); from += size) {
      List<Integer> chunk = users.subList(from, Math.min(users.size(), from + size));
      String sql = text.formatted(Statement.rows(chunk.size(), row));
      try (Connection connection =
              new Connector(Target.of(settings())).open(Connector.Use.MIGRATION);
          PreparedStatement statement = connection.prepareStatement(sql)) {
        for (int i = 0; i < chunk.size(); i++) {
          statement.setLong(2 * i + 1, of);
          statement.setInt(2 * i + 2, chunk.get(i));
        }
        statement.executeUpdate();
      } catch (SQLException e) {
        throw new IllegalStateException(sql, e);
      }
    }
  }
}
