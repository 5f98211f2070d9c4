package rookery.tui.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import rookery.protocol.SyncMessages.Synced;
import rookery.protocol.SyncMessages.Synced.Friend;
import rookery.protocol.SyncMessages.Synced.FriendRequest;
import rookery.protocol.SyncMessages.Synced.Group;
import rookery.protocol.TouchMessages.Typing;

/// Friends, open requests and groups.
///
/// @param version the server's count of its changes; 0 when nothing is known
/// @param online ids of the friends who are
/// @param typing the last word of each who was typing and has not written since, oldest first; when
///   it was said is for others to remember
public record Roster(
    long version,
    List<Friend> friends,
    List<FriendRequest> requests,
    List<Group> groups,
    Set<Integer> online,
    List<Typing> typing) {
  /// Who types beyond these is shown nowhere.
  private static final int MAX_TYPING = 50;

  /// Nothing known.
  public static final Roster NONE =
      new Roster(0, List.of(), List.of(), List.of(), Set.of(), List.of());

  public Roster {
    friends = List.copyOf(friends);
    requests = List.copyOf(requests);
    groups = List.copyOf(groups);
    online = Set.copyOf(online);
    typing = List.copyOf(typing);
  }

  /// Whether all but the presence is the same.
  public boolean sameLists(Roster other) {
    return version == other.version
        && friends == other.friends
        && requests == other.requests
        && groups == other.groups;
  }

  /// The friend of an id.
  public Optional<Friend> friend(int id) {
    return friends.stream().filter(friend -> friend.id() == id).findFirst();
  }

  /// The group of an id, where the user is a member.
  public Optional<Group> group(int id) {
    return groups.stream().filter(group -> group.groupid() == id).findFirst();
  }

  /// The name of who takes part in an open request.
  Optional<String> requested(int id) {
    return requests.stream()
        .filter(request -> request.id() == id)
        .map(FriendRequest::name)
        .findFirst();
  }

  /// Requests in which the user is asked.
  public List<FriendRequest> incoming() {
    return requests.stream().filter(FriendRequest::incoming).toList();
  }

  Roster synced(Synced answer) {
    List<Friend> newFriends = answer.friends();
    List<FriendRequest> newRequests = answer.requests();
    List<Group> newGroups = answer.groups();
    return new Roster(
        answer.roster(),
        newFriends == null ? friends : newFriends,
        newRequests == null ? requests : newRequests,
        newGroups == null ? groups : newGroups,
        Set.copyOf(answer.online()),
        typing);
  }

  /// The same under another version.
  Roster at(long newVersion) {
    return new Roster(newVersion, friends, requests, groups, online, typing);
  }

  /// Without a connection, nobody is known to be there, or to type.
  Roster away() {
    return new Roster(version, friends, requests, groups, Set.of(), List.of());
  }

  Roster withPresence(int id, boolean isOnline) {
    Set<Integer> now = new HashSet<>(online);
    if (isOnline) {
      now.add(id);
    } else {
      now.remove(id);
    }
    return new Roster(version, friends, requests, groups, now, typing);
  }

  Roster with(Typing word) {
    List<Typing> all = new ArrayList<>(notTyping(word.conv(), word.id()).typing);
    all.add(word);
    return typing(all.subList(Math.max(0, all.size() - MAX_TYPING), all.size()));
  }

  /// The same when a user no longer types in a conversation.
  Roster notTyping(long conversation, int user) {
    List<Typing> others =
        typing.stream().filter(word -> word.conv() != conversation || word.id() != user).toList();
    return others.size() == typing.size() ? this : typing(others);
  }

  private Roster typing(List<Typing> now) {
    return new Roster(version, friends, requests, groups, online, now);
  }
}
