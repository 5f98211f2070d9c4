package rookery.server.group;

import java.util.List;
import java.util.Optional;
import rookery.protocol.Role;

/// Groups in the record. Each method is one transaction, on the disk when it returns. They block,
/// on any thread, and throw [rookery.server.log.StoreException.Unavailable].
public interface GroupStore {
  /// Makes a group without members and its conversation; a repeat of (creator, cmid) finds the
  /// first one.
  Group create(int creator, String cmid, String name, String nameKey, String desc, long ts);

  Optional<Group> byId(int group);

  /// A user's role; empty when he is no member.
  Optional<Role> role(int group, int user);

  /// Members with id > `after`, by id.
  List<Member> members(int group, int after, int limit);

  /// How many groups a user is in.
  int groupsOf(int user);

  record Group(int id, String name, String desc, long conversation) {}

  record Member(int user, String name, Role role) {}
}
