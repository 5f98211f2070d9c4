package rookery.tui.command;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import rookery.protocol.RosterMessages.AcceptFriend;
import rookery.protocol.RosterMessages.AddFriend;
import rookery.protocol.RosterMessages.Find;
import rookery.protocol.RosterMessages.Found;
import rookery.protocol.RosterMessages.RejectFriend;
import rookery.protocol.RosterMessages.RemoveFriend;
import rookery.protocol.SyncMessages.Synced.Friend;
import rookery.protocol.SyncMessages.Synced.FriendRequest;
import rookery.tui.model.Place;
import rookery.tui.model.State;

/// Friends and friend requests.
final class FriendCommands {
  private final Supplier<String> cmids;

  FriendCommands(Supplier<String> cmids) {
    this.cmids = cmids;
  }

  List<Command> table() {
    return List.of(
        new Command("add", "<name|id> [note]", "ask somebody to be your friend", (_, a) -> add(a)),
        new Command("accept", "[name]", "accept a friend request", this::accept),
        new Command(
            "reject", "[name]", "turn a request down, or take yours back", FriendCommands::reject),
        new Command("remove", "<name>", "end a friendship", this::remove));
  }

  private static List<Action> add(String arguments) {
    String who = Words.first(arguments);
    if (who.isEmpty()) {
      return List.of(Action.fail("Say whom: /add <name|id> [note]"));
    }
    return lookUp(who, user -> ask(user, Words.rest(arguments)));
  }

  private static List<Action> ask(Found.User user, String note) {
    return Answered.telling(
        new AddFriend(user.id(), note), "You asked " + user.name() + " to be your friend.");
  }

  /// Finds the one user who is called so, or has this id.
  static List<Action> lookUp(String who, Function<Found.User, List<Action>> then) {
    return Answered.asking(
        new Find(who, null),
        Found.class,
        found ->
            found.users().stream()
                .filter(user -> isCalled(user, who))
                .findFirst()
                .map(then)
                .orElseGet(() -> List.of(Action.fail(nobody(who, found)))));
  }

  private static boolean isCalled(Found.User user, String who) {
    return Words.same(user.name(), who) || String.valueOf(user.id()).equals(who);
  }

  private static String nobody(String who, Found found) {
    List<String> near =
        found.users().stream()
            .map(user -> Words.beside(user.name(), user.nickname()))
            .limit(5)
            .toList();
    return "Nobody is called "
        + who
        + (near.isEmpty() ? "." : ": " + String.join(", ", near) + "?");
  }

  private List<Action> accept(State state, String name) {
    return request(state, name, FriendRequest::incoming)
        .map(request ->
            Answered.asking(
                new AcceptFriend(request.id(), cmids.get()),
                _ ->
                    List.of(
                        Action.tell(request.name() + " is your friend now."),
                        Action.open(new Place.Person(request.id())))))
        .orElseGet(() -> List.of(Action.fail(noRequest(name))));
  }

  private static List<Action> reject(State state, String name) {
    return request(state, name, _ -> true)
        .map(request ->
            Answered.telling(
                new RejectFriend(request.id()),
                request.incoming()
                    ? "You turned " + request.name() + " down."
                    : "You no longer ask " + request.name() + "."))
        .orElseGet(() -> List.of(Action.fail(noRequest(name))));
  }

  private List<Action> remove(State state, String name) {
    return state.roster().friends().stream()
        .filter(friend -> Words.same(friend.name(), name))
        .findFirst()
        .map(this::remove)
        .orElseGet(() ->
            List.of(
                Action.fail(
                    name.isEmpty()
                        ? "Say whom: /remove <name>"
                        : "You have no friend called " + name + ".")));
  }

  private List<Action> remove(Friend friend) {
    return Answered.telling(
        new RemoveFriend(friend.id(), cmids.get()),
        "You and " + friend.name() + " are no longer friends.");
  }

  /// The request of this name; of none, the only one.
  private static Optional<FriendRequest> request(
      State state, String name, Function<FriendRequest, Boolean> fits) {
    Stream<FriendRequest> fitting = state.roster().requests().stream().filter(fits::apply);
    if (!name.isEmpty()) {
      return fitting.filter(request -> Words.same(request.name(), name)).findFirst();
    }
    List<FriendRequest> all = fitting.toList();
    return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
  }

  private static String noRequest(String name) {
    return name.isEmpty()
        ? "Say whose: there is not just one request."
        : "There is no request of " + name + ".";
  }
}
