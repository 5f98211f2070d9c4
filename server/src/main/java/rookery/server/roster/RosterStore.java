package rookery.server.roster;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import rookery.protocol.RosterMessages.Found;
import rookery.protocol.RosterMessages.Privacy;
import rookery.protocol.SyncMessages.Synced;

/// Friends, requests and names in the record. Each method is one transaction, on the disk when it
/// returns. They block, on any thread, and throw [rookery.server.log.StoreException.Unavailable].
public interface RosterStore {
  Optional<Person> person(int user);

  long version(int user);

  /// The versions of several rosters; who is not there is left out.
  Map<Integer, Long> versions(Collection<Integer> users);

  /// The whole roster, consistent within itself.
  Roster roster(int user);

  /// Ids of a user's friends.
  List<Integer> friends(int user);

  /// Ids of the friends of each of these users; who has none is left out.
  Map<Integer, List<Integer>> friends(Collection<Integer> users);

  boolean areFriends(int user, int other);

  /// Whether `from` has asked `to` and it is still open.
  boolean requested(int from, int to);

  /// Open requests from a user, or to him.
  int openRequests(int user, boolean incoming);

  /// Writes a request, in the place of an older one, and moves both rosters' versions.
  void request(int from, int to, String note, long ts);

  /// Deletes the request between two, whichever side it came from, and moves both versions.
  ///
  /// @return whether there was one
  boolean withdraw(int user, int other);

  /// Whether `user` has blocked `other`.
  boolean blocked(int user, int other);

  /// Whom a user has blocked, by id.
  List<Found.User> blockedBy(int user);

  /// The default for a user who is not there.
  Privacy privacy(int user);

  void setPrivacy(int user, Privacy privacy);

  /// Empty for none, also for a user who is not there.
  String nickname(int user);

  /// Gives a user a nickname, and moves the versions of his own roster and his friends'.
  ///
  /// @return their versions now, by user
  Map<Integer, Long> setNickname(int user, String nickname);

  /// Whether the two are in one group.
  boolean fellows(int user, int other);

  /// The id of their conversation, made where there was none. It is closed until a change opens it.
  long direct(int low, int high);

  /// The id of their conversation; empty where none was made.
  OptionalLong directIfAny(int low, int high);

  /// Users and groups whose name begins so, and those whose id it is when it is a number; by name.
  ///
  /// @param prefixKey made as name keys are
  Found find(String prefixKey, int limit);

  /// @param acceptsAll whether requests to him are accepted without asking
  record Person(int id, String name, boolean acceptsAll) {}

  record Roster(
      long version,
      List<Synced.Friend> friends,
      List<Synced.FriendRequest> requests,
      List<Synced.Group> groups) {
    public Roster {
      friends = List.copyOf(friends);
      requests = List.copyOf(requests);
      groups = List.copyOf(groups);
    }
  }
}
