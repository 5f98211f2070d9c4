package rookery.server.log;

import java.util.HashMap;
import java.util.Map;
import rookery.protocol.Role;

/// Who is in a conversation, at one version of its membership. In a direct one both are there while
/// they may write to each other.
///
/// @param version the conversation's `member_version`
/// @param friends whether the two of a direct conversation are friends; false in a group
/// @param roles by user; a user who is not in it is no member
public record Members(
    Conversation conversation, long version, boolean friends, Map<Integer, Role> roles) {
  public Members {
    roles = Map.copyOf(roles);
  }

  public boolean has(int user) {
    return roles.containsKey(user);
  }

  /// The members after a change, one version on.
  public Members with(MemberChange change) {
    Map<Integer, Role> after = new HashMap<>(roles);
    switch (change) {
      case MemberChange.Join(int user, Role role) -> after.put(user, role);
      case MemberChange.Leave(int user) -> after.remove(user);
      case MemberChange.Befriend(int low, int high) -> {
        after.put(low, Role.NORMAL);
        after.put(high, Role.NORMAL);
      }
      case MemberChange.Open(int low, int high) -> {
        after.put(low, Role.NORMAL);
        after.put(high, Role.NORMAL);
      }
      case MemberChange.Unfriend _ -> after.clear();
    }
    boolean friendsAfter =
        switch (change) {
          case MemberChange.Befriend _ -> true;
          case MemberChange.Unfriend _ -> false;
          case MemberChange.Open _, MemberChange.Join _, MemberChange.Leave _ -> friends;
        };
    return new Members(conversation, version + 1, friendsAfter, after);
  }
}
