package rookery.server.log;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import rookery.protocol.AdminMessages.Policy;
import rookery.protocol.Role;

/// Who is in a conversation, at one version of its membership. In a direct one both are there while
/// they may write to each other.
///
/// @param version the conversation's `member_version`
/// @param friends whether the two of a direct conversation are friends; false in a group
/// @param roles by user; a user who is not in it is no member
/// @param barred who is kept out: in a direct conversation, whom the other has blocked; in a group,
///   who is banned
/// @param muted until when a member may not write, in ms since the epoch
/// @param policy who may join a group
public record Members(
    Conversation conversation,
    long version,
    boolean friends,
    Map<Integer, Role> roles,
    Set<Integer> barred,
    Map<Integer, Long> muted,
    Policy policy) {
  public Members {
    roles = Map.copyOf(roles);
    barred = Set.copyOf(barred);
    muted = Map.copyOf(muted);
  }

  /// Members of a conversation that nobody is kept out of.
  public Members(
      Conversation conversation, long version, boolean friends, Map<Integer, Role> roles) {
    this(conversation, version, friends, roles, Set.of(), Map.of(), Policy.OPEN);
  }

  public boolean has(int user) {
    return roles.containsKey(user);
  }

  /// A member's role; one who is none counts as the least.
  public Role role(int user) {
    return roles.getOrDefault(user, Role.NORMAL);
  }

  /// Whether a user may write at a time: he is a member, and not muted then.
  public boolean mayWrite(int user, long ts) {
    return has(user) && muted.getOrDefault(user, 0L) <= ts;
  }

  /// The members after a change, one version on.
  public Members with(MemberChange change) {
    Map<Integer, Role> after = new HashMap<>(roles);
    Set<Integer> out = new HashSet<>(barred);
    Map<Integer, Long> silent = new HashMap<>(muted);
    Policy joining = policy;
    boolean friendsAfter = friends;
    switch (change) {
      case MemberChange.Join(int user, Role role) -> after.put(user, role);
      case MemberChange.Leave(int user) -> after.remove(user);
      case MemberChange.Befriend(int low, int high) -> {
        after.put(low, Role.NORMAL);
        after.put(high, Role.NORMAL);
        friendsAfter = true;
      }
      case MemberChange.Open(int low, int high) -> {
        after.put(low, Role.NORMAL);
        after.put(high, Role.NORMAL);
      }
      case MemberChange.Unfriend _ -> {
        after.clear();
        friendsAfter = false;
      }
      case MemberChange.Block block -> {
        after.clear();
        out.add(block.other());
        friendsAfter = false;
      }
      case MemberChange.Unblock(_, int other) -> out.remove(other);
      case MemberChange.Ban(int user) -> {
        after.remove(user);
        out.add(user);
      }
      case MemberChange.Unban(int user) -> out.remove(user);
      case MemberChange.Mute(int user, long until) -> {
        silent.put(user, until);
        silent.remove(user, 0L);
      }
      case MemberChange.SetRole(int user, Role role) -> after.put(user, role);
      case MemberChange.Transfer(int from, int to) -> {
        after.put(from, Role.ADMIN);
        after.put(to, Role.CREATOR);
        silent.remove(to);
      }
      case MemberChange.SetPolicy(Policy now) -> joining = now;
      case MemberChange.Dissolve _ -> {
        after.clear();
        joining = Policy.INVITATION;
      }
      case MemberChange.Invite _, MemberChange.Rename _, MemberChange.Notice _ -> {
        // Who is in it stays.
      }
    }
    return new Members(conversation, version + 1, friendsAfter, after, out, silent, joining);
  }
}
