package rookery.server.group;

import java.util.List;
import java.util.Optional;
import rookery.protocol.AdminMessages.GroupState;
import rookery.protocol.AdminMessages.Policy;
import rookery.protocol.Role;

/// Groups in the record. Each method is one transaction, on the disk when it returns. They block,
/// on any thread, and throw [rookery.server.log.StoreException.Unavailable].
public interface GroupStore {
  /// Makes a group without members and its conversation; a repeat of (creator, cmid) finds the
  /// first one.
  Group create(int creator, String cmid, String name, String nameKey, String desc, long ts);

  /// Empty for one that was dissolved, too.
  Optional<Group> byId(int group);

  /// The same, also of one that was dissolved: its log stays, and answers repeats.
  Optional<Group> evenDissolved(int group);

  /// A user's role; empty when he is no member.
  Optional<Role> role(int group, int user);

  /// Members with id > `after`, by id.
  List<Member> members(int group, int after, int limit);

  /// How many groups a user is in.
  int groupsOf(int user);

  /// Whether a user was invited to a group.
  boolean invited(int group, int user);

  boolean banned(int group, int user);

  /// Whether a code lets into a group at a time, in ms since the epoch.
  boolean codeIsGood(int group, String code, long ts);

  /// Keeps a code.
  ///
  /// @return false when so many are good already as may be
  boolean addCode(int group, String code, int by, long ts, long until);

  /// Whether a user has asked to join, and is not answered yet.
  boolean asked(int group, int user);

  /// Keeps a request to join, in the place of an older one.
  ///
  /// @return false when so many are open already as may be
  boolean ask(int group, int user, String note, long ts);

  /// Deletes a request to join.
  ///
  /// @return whether there was one
  boolean withdraw(int group, int user);

  /// The creator and the admins.
  List<Integer> keepers(int group);

  /// How the group stands, as who keeps it sees it.
  GroupState state(Group group, Role role, long ts);

  /// @param notice empty for none
  record Group(int id, String name, String desc, long conversation, Policy policy, String notice) {}

  /// @param nickname empty for none
  record Member(int user, String name, Role role, String nickname) {}
}
