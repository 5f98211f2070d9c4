package rookery.loadtest.crucible;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import rookery.loadtest.link.Address;
import rookery.loadtest.link.Caller;
import rookery.protocol.AccountMessages.LoggedIn;
import rookery.protocol.AccountMessages.Login;
import rookery.protocol.GroupMessages.CreateGroup;
import rookery.protocol.GroupMessages.GroupStored;
import rookery.protocol.GroupMessages.JoinGroup;
import rookery.protocol.RosterMessages.AddFriend;

/// Who takes part: users in a ring of friends, groups of several, and for some users a second
/// device.
record Cast(List<User> users, List<Seat> seats) {
  static final String PASSWORD = "a crow among rooks";

  /// Every so many users one has a second device.
  private static final int SECOND_DEVICE_EVERY = 4;

  private static final int FRIENDS_EACH_WAY = 2;

  Cast {
    users = List.copyOf(users);
    seats = List.copyOf(seats);
  }

  record User(int id, String name) {}

  /// Makes them all at a node; nothing may fail meanwhile.
  ///
  /// @param node where they register
  static Cast assemble(Address node, int size, int groups, RandomGenerator random)
      throws IOException, InterruptedException {
    List<Caller> callers = new ArrayList<>();
    try {
      List<User> users = new ArrayList<>();
      List<List<Target>> targets = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        Caller caller = Caller.open(node);
        callers.add(caller);
        String name = "crow " + Integer.toString(random.nextInt(1 << 20), 36) + " " + i;
        users.add(new User(caller.register(name, PASSWORD), name));
        LoggedIn _ = caller.login(new Login(null, name, PASSWORD, null, "maker-" + i));
        targets.add(new ArrayList<>());
      }
      befriend(callers, users, targets);
      for (int g = 0; g < groups; g++) {
        group(callers, targets, g, random);
      }
      return new Cast(users, seats(node, users, targets));
    } finally {
      callers.forEach(Caller::close);
    }
  }

  /// Two requests that cross are an acceptance.
  private static void befriend(List<Caller> callers, List<User> users, List<List<Target>> targets)
      throws IOException, InterruptedException {
    int size = users.size();
    for (int i = 0; i < size; i++) {
      for (int step = 1; step <= FRIENDS_EACH_WAY; step++) {
        int j = (i + step) % size;
        Object _ = callers.get(i).ask(new AddFriend(users.get(j).id(), null));
        Object _ = callers.get(j).ask(new AddFriend(users.get(i).id(), null));
        targets.get(i).add(new Target(false, users.get(j).id()));
        targets.get(j).add(new Target(false, users.get(i).id()));
      }
    }
  }

  /// The first group holds everybody, each further one about half.
  private static void group(
      List<Caller> callers, List<List<Target>> targets, int number, RandomGenerator random)
      throws IOException, InterruptedException {
    int creator = number % callers.size();
    GroupStored made =
        callers
            .get(creator)
            .reply(new CreateGroup("make-" + number, "crows " + number, ""), GroupStored.class);
    for (int i = 0; i < callers.size(); i++) {
      if (i == creator || number == 0 || random.nextBoolean()) {
        targets.get(i).add(new Target(true, made.groupid()));
        if (i != creator) {
          Object _ =
              callers
                  .get(i)
                  .reply(new JoinGroup("join-" + number, made.groupid()), GroupStored.class);
        }
      }
    }
  }

  private static List<Seat> seats(Address node, List<User> users, List<List<Target>> targets)
      throws IOException, InterruptedException {
    List<Seat> seats = new ArrayList<>();
    for (int i = 0; i < users.size(); i++) {
      seats.add(seat(node, users.get(i), "d" + i + "a", targets.get(i)));
      if (i % SECOND_DEVICE_EVERY == 0) {
        seats.add(seat(node, users.get(i), "d" + i + "b", targets.get(i)));
      }
    }
    return seats;
  }

  private static Seat seat(Address node, User user, String device, List<Target> targets)
      throws IOException, InterruptedException {
    try (Caller caller = Caller.open(node)) {
      LoggedIn ack = caller.login(new Login(null, user.name(), PASSWORD, null, device));
      return new Seat(user.id(), device, String.valueOf(ack.token()), targets);
    }
  }
}
