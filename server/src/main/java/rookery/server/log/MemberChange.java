package rookery.server.log;

import rookery.protocol.Role;

/// How an entry changes the members of its conversation. Ranges of membership begin and end with
/// that entry, inclusive.
public sealed interface MemberChange {
  /// A user joins a group.
  record Join(int user, Role role) implements MemberChange {}

  /// A user leaves a group.
  record Leave(int user) implements MemberChange {}

  /// Two users become friends: their requests go, their conversation opens.
  record Befriend(int low, int high) implements MemberChange {}

  /// Two fellow members of a group begin to write to each other, without being friends.
  record Open(int low, int high) implements MemberChange {}

  /// Two users are friends no longer: their conversation closes.
  record Unfriend(int low, int high) implements MemberChange {}
}
