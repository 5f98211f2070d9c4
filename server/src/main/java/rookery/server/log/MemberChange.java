package rookery.server.log;

import rookery.protocol.AdminMessages.Policy;
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

  /// A user takes nothing from another any more: friendship and requests end, their conversation
  /// closes. Where they were no friends, the entry is his alone, and the other's range ends before
  /// it.
  ///
  /// @param friends whether they were
  /// @param noticed whether the other's roster changes
  record Block(int by, int other, boolean friends, boolean noticed) implements MemberChange {}

  /// A user takes a block back.
  record Unblock(int by, int other) implements MemberChange {}

  /// A user may join a group, whatever its policy.
  record Invite(int user, int by) implements MemberChange {}

  /// A user is kept out of a group; he leaves it where he was a member.
  record Ban(int user) implements MemberChange {}

  /// A user is kept out no more.
  record Unban(int user) implements MemberChange {}

  /// A member may not write until a time, in ms since the epoch; 0 lets him.
  record Mute(int user, long until) implements MemberChange {}

  /// A member has another role.
  record SetRole(int user, Role role) implements MemberChange {}

  /// A group has another creator; the one before is an admin.
  record Transfer(int from, int to) implements MemberChange {}

  /// A group has another name and description.
  record Rename(String name, String nameKey, String desc) implements MemberChange {}

  /// A group has another policy.
  record SetPolicy(Policy policy) implements MemberChange {}

  /// A group has another notice; empty for none.
  record Notice(String text) implements MemberChange {}

  /// A group ends: nobody is a member any more.
  record Dissolve() implements MemberChange {}
}
