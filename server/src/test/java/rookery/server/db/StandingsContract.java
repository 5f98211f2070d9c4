package rookery.server.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import rookery.protocol.Bounds;
import rookery.protocol.Role;
import rookery.server.chat.CursorStore.Received;
import rookery.server.log.Conversation;
import rookery.server.log.EntryReader.Standing;
import rookery.server.log.MemberChange;

/// Where all conversations of a user stand; [rookery.server.log.EntryReader] says what that is.
interface StandingsContract extends StoreContract {
  private List<Standing> standings(int user, String device) {
    return database().entries().standings(user, device, _ -> true);
  }

  private Standing standing(int user, long conversation) {
    return standings(user, "phone").stream()
        .filter(standing -> standing.conversation().id() == conversation)
        .findFirst()
        .orElseThrow();
  }

  @Test
  default void eachConversationIsToldOnceWithItsTitle() {
    Scene scene = scene();
    int low = scene.user();
    int high = scene.user();
    long direct = scene.befriend(low, high);
    long group = scene.group(low);

    Standing withHigh = standing(low, direct);
    assertThat(withHigh.conversation()).isEqualTo(new Conversation.Direct(direct, low, high));
    assertThat(withHigh.title()).isEqualTo(database().rosters().person(high).orElseThrow().name());
    assertThat(standing(high, direct).title())
        .isEqualTo(database().rosters().person(low).orElseThrow().name());

    Conversation.Group of = (Conversation.Group) standing(low, group).conversation();
    assertThat(standing(low, group).title())
        .isEqualTo(database().groups().byId(of.group()).orElseThrow().name());
    assertThat(standings(low, "phone")).hasSize(2);
  }

  @Test
  default void unreadAreTheTextsOfOthersPastTheReadCursor() {
    Scene scene = scene();
    int low = scene.user();
    int high = scene.user();
    long direct = scene.befriend(low, high); // 1
    scene.texts(direct, high, List.of("2", "3"));
    scene.text(direct, low, "4");
    scene.text(direct, high, "5");

    assertThat(standing(low, direct).unread()).isEqualTo(3);
    assertThat(standing(high, direct).unread()).isEqualTo(1);

    database().cursors().read(low, direct, 2);
    assertThat(standing(low, direct).unread()).isEqualTo(2);
    database().cursors().read(low, direct, 5);
    assertThat(standing(low, direct).unread()).isZero();
  }

  @Test
  default void unreadIsCountedAmongTheNewestOnly() {
    Scene scene = scene();
    int low = scene.user();
    int high = scene.user();
    long direct = scene.befriend(low, high);
    scene.texts(direct, high, Collections.nCopies(600, "old"));
    scene.texts(direct, high, Collections.nCopies(600, "new"));
    assertThat(standing(low, direct).unread()).isEqualTo(Bounds.UNREAD);
    database().cursors().read(low, direct, 1_000);
    assertThat(standing(low, direct).unread()).isEqualTo(201);
  }

  @Test
  default void unreadIsCountedWhereItIsAskedFor() {
    Scene scene = scene();
    int low = scene.user();
    int high = scene.user();
    long direct = scene.befriend(low, high);
    long group = scene.group(high);
    scene.change(group, low, new MemberChange.Join(low, Role.NORMAL));
    scene.text(direct, high, "counted");
    scene.text(group, high, "not counted");

    List<Standing> seen = new ArrayList<>();
    List<Standing> standings =
        database()
            .entries()
            .standings(
                low,
                "phone",
                standing -> {
                  seen.add(standing);
                  return standing.conversation().id() == direct;
                });
    assertThat(standings).extracting(Standing::unread).containsExactlyInAnyOrder(1L, 0L);
    assertThat(standings)
        .filteredOn(standing -> standing.unread() == 1)
        .extracting(standing -> standing.conversation().id())
        .containsExactly(direct);
    assertThat(seen).hasSize(2).allSatisfy(standing -> assertThat(standing.head()).isPositive());
  }

  @Test
  default void unreadCountsWithinTheRangesOnly() {
    Scene scene = scene();
    int creator = scene.user();
    int user = scene.user();
    long group = scene.group(creator); // 1
    scene.text(group, creator, "not his"); // 2
    scene.change(group, user, new MemberChange.Join(user, Role.NORMAL)); // 3
    scene.text(group, creator, "his"); // 4
    scene.change(group, user, new MemberChange.Leave(user)); // 5
    scene.texts(group, creator, Collections.nCopies(5, "not his")); // 6–10
    assertThat(standing(user, group).head()).isEqualTo(5);
    assertThat(standing(user, group).unread()).isEqualTo(1);
    scene.change(group, user, new MemberChange.Join(user, Role.NORMAL)); // 11
    scene.texts(group, creator, List.of("his", "his")); // 12, 13

    assertThat(standing(user, group).head()).isEqualTo(13);
    assertThat(standing(user, group).unread()).isEqualTo(3);
    database().cursors().read(user, group, 12);
    assertThat(standing(user, group).unread()).isEqualTo(1);
  }

  @Test
  default void aDeviceWithoutCursorStandsAtTheReadCursor() {
    Scene scene = scene();
    int low = scene.user();
    int high = scene.user();
    long direct = scene.befriend(low, high);
    scene.texts(direct, high, List.of("2", "3"));
    assertThat(standing(low, direct).received()).isZero();

    database().cursors().read(low, direct, 2);
    assertThat(standing(low, direct).received()).isEqualTo(2);
    assertThat(standing(low, direct).read()).isEqualTo(2);

    database().cursors().received(List.of(new Received(low, "phone", direct, 3)));
    assertThat(standing(low, direct).received()).isEqualTo(3);
    assertThat(standings(low, "desk").getFirst().received()).isEqualTo(2);
  }

  @Test
  default void aConversationThatWasNeverOpenIsNotTold() {
    Scene scene = scene();
    int low = scene.user();
    database().rosters().direct(low, scene.user());

    assertThat(standings(low, "phone")).isEmpty();
  }

  @Test
  default void manyConversationsAreAllCounted() {
    Scene scene = scene();
    int user = scene.user();
    int other = scene.user();
    Set<Long> groups = new HashSet<>();
    for (int i = 0; i < 120; i++) {
      long group = scene.group(other);
      scene.change(group, user, new MemberChange.Join(user, Role.NORMAL));
      scene.text(group, other, "unread");
      groups.add(group);
    }

    assertThat(standings(user, "phone"))
        .allSatisfy(standing -> assertThat(standing.unread()).isEqualTo(1))
        .extracting(standing -> standing.conversation().id())
        .containsExactlyInAnyOrderElementsOf(groups);
  }
}
