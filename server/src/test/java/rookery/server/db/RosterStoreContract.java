package rookery.server.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import rookery.protocol.Role;
import rookery.protocol.SyncMessages.Synced;
import rookery.server.log.MemberChange;
import rookery.server.roster.RosterStore;
import rookery.server.roster.RosterStore.Person;
import rookery.server.roster.RosterStore.Roster;

interface RosterStoreContract extends StoreContract {
  private RosterStore rosters() {
    return database().rosters();
  }

  private String nameOf(int user) {
    return rosters().person(user).orElseThrow().name();
  }

  @Test
  default void aPersonIsFoundById() {
    String name = Scene.name();
    int user = database().accounts().register(name, name, "h", Scene.TS).orElseThrow();

    assertThat(rosters().person(user)).contains(new Person(user, name, false));
    assertThat(rosters().person(Integer.MAX_VALUE)).isEmpty();
    assertThat(rosters().version(user)).isEqualTo(1);
  }

  @Test
  default void friendsOfManyAreFoundAtOnce() {
    Scene scene = scene();
    int user = scene.user();
    int friend = scene.user();
    int third = scene.user();
    int alone = scene.user();
    long _ = scene.befriend(user, friend);
    long _ = scene.befriend(user, third);

    Map<Integer, List<Integer>> found = rosters().friends(List.of(user, third, alone));
    assertThat(found).containsOnlyKeys(user, third).containsEntry(third, List.of(user));
    assertThat(found.get(user)).containsExactlyInAnyOrder(friend, third);
    assertThat(rosters().friends(List.of())).isEmpty();
  }

  @Test
  default void aRosterHoldsFriendsRequestsAndGroups() {
    Scene scene = scene();
    int user = scene.user();
    int friend = scene.user();
    int asked = scene.user();
    int asking = scene.user();
    long direct = scene.befriend(user, friend);
    rosters().request(user, asked, "it is me", 5);
    rosters().request(asking, user, "你好", 6);
    long conversation = scene.group(user);

    Roster roster = rosters().roster(user);

    assertThat(roster.version()).isEqualTo(rosters().version(user)).isEqualTo(5);
    assertThat(roster.friends()).containsExactly(new Synced.Friend(friend, nameOf(friend), direct));
    assertThat(roster.requests())
        .containsExactly(
            new Synced.FriendRequest(asked, nameOf(asked), "it is me", 5, false),
            new Synced.FriendRequest(asking, nameOf(asking), "你好", 6, true));
    assertThat(roster.groups())
        .singleElement()
        .satisfies(group -> {
          assertThat(group.role()).isEqualTo(Role.CREATOR);
          assertThat(group.conv()).isEqualTo(conversation);
        });
    assertThat(rosters().friends(user)).containsExactly(friend);
  }

  @Test
  default void aRequestReplacesAnOlderOneAndMovesBothRosters() {
    Scene scene = scene();
    int from = scene.user();
    int to = scene.user();

    rosters().request(from, to, "one", 1);
    rosters().request(from, to, "two", 2);

    assertThat(rosters().roster(to).requests())
        .containsExactly(new Synced.FriendRequest(from, nameOf(from), "two", 2, true));
    assertThat(rosters().version(from)).isEqualTo(3);
    assertThat(rosters().version(to)).isEqualTo(3);
    assertThat(rosters().requested(from, to)).isTrue();
    assertThat(rosters().requested(to, from)).isFalse();
    assertThat(rosters().openRequests(from, false)).isEqualTo(1);
    assertThat(rosters().openRequests(from, true)).isZero();
    assertThat(rosters().openRequests(to, true)).isEqualTo(1);
  }

  @Test
  default void eitherSideWithdrawsARequestOnce() {
    Scene scene = scene();
    int one = scene.user();
    int two = scene.user();

    rosters().request(one, two, "", 1);
    assertThat(rosters().withdraw(two, one)).isTrue();
    rosters().request(one, two, "", 1);
    assertThat(rosters().withdraw(one, two)).isTrue();

    long version = rosters().version(one);
    assertThat(rosters().withdraw(one, two)).isFalse();
    assertThat(rosters().version(one)).isEqualTo(version).isEqualTo(5);
    assertThat(rosters().versions(List.of(one, Integer.MAX_VALUE)))
        .as("without who is not there")
        .isEqualTo(Map.of(one, version));
  }

  @Test
  default void fellowsShareAGroup() {
    Scene scene = scene();
    int one = scene.user();
    int two = scene.user();
    long group = scene.group(one);
    assertThat(rosters().fellows(one, two)).isFalse();

    scene.change(group, two, new MemberChange.Join(two, Role.NORMAL));
    assertThat(rosters().fellows(one, two)).isTrue();
    assertThat(rosters().fellows(two, one)).isTrue();

    scene.change(group, two, new MemberChange.Leave(two));
    assertThat(rosters().fellows(one, two)).isFalse();
  }

  @Test
  default void twoUsersHaveOneConversationWhoeverMakesItFirst()
      throws ExecutionException, InterruptedException {
    Scene scene = scene();
    int low = scene.user();
    int high = scene.user();
    assertThat(rosters().directIfAny(low, high)).isEmpty();
    Callable<Long> make = () -> rosters().direct(low, high);

    Set<Long> made = new HashSet<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Long> id : threads.invokeAll(Stream.generate(() -> make).limit(8).toList())) {
        made.add(id.get());
      }
    }

    assertThat(made).containsExactly(rosters().directIfAny(low, high).orElseThrow());
  }

  @Test
  default void aRosterIsNeverReadBetweenTwoStates()
      throws ExecutionException, InterruptedException {
    Scene scene = scene();
    int user = scene.user();
    int other = scene.user();
    long conversation = rosters().direct(user, other);
    List<Roster> seen = new ArrayList<>();
    Callable<Boolean> changes =
        () -> {
          for (int i = 0; i < 20; i++) {
            rosters().request(other, user, "", 1);
            scene.change(conversation, user, new MemberChange.Befriend(user, other));
            scene.change(conversation, user, new MemberChange.Unfriend(user, other));
          }
          return true;
        };

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> done = threads.submit(changes);
      while (!done.isDone()) {
        Roster roster = rosters().roster(user);
        if (rosters().version(user) == roster.version()) {
          seen.add(roster);
        }
      }
      assertThat(done.get()).isTrue();
    }

    // Version 1 is the empty one, then come request, friendship, nothing, in turn.
    assertThat(seen)
        .allSatisfy(roster -> {
          long step = (roster.version() - 1) % 3;
          assertThat(roster.requests()).hasSize(step == 1 ? 1 : 0);
          assertThat(roster.friends()).hasSize(step == 2 ? 1 : 0);
        });
  }
}
