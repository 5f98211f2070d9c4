package rookery.server.group;

import org.jspecify.annotations.Nullable;
import rookery.protocol.AdminMessages.Policy;
import rookery.protocol.Bounds;
import rookery.protocol.ErrorCode;
import rookery.protocol.Role;
import rookery.server.log.Decision;
import rookery.server.log.MemberChange;
import rookery.server.log.Members;
import rookery.server.log.Rule;

/// Who may come, go and keep a group: pure rules, decided under its lock.
final class GroupRules {
  static final String NO_GROUP = "There is no such group.";

  /// Of a group that was dissolved.
  static final Rule GONE = (_, _) -> refuse(ErrorCode.UNKNOWN, NO_GROUP);

  static final String NOT_MEMBER = "You are not a member of this group.";

  static final String BANNED = "You may not join this group.";

  private GroupRules() {}

  /// Whom a change concerns.
  record Subject(int id, String name) {}

  static Rule create(Subject creator) {
    return (members, _) ->
        members.has(creator.id)
            ? refuse(ErrorCode.CONFLICT, "This group is there already.")
            : change("created", creator, new MemberChange.Join(creator.id, Role.CREATOR));
  }

  /// @param letIn whether he was invited, or is let in by who may
  static Rule join(Subject user, boolean letIn) {
    return (members, _) -> {
      if (members.has(user.id)) {
        return refuse(ErrorCode.CONFLICT, "You are a member already.");
      }
      if (members.barred().contains(user.id)) {
        return refuse(ErrorCode.FORBIDDEN, BANNED);
      }
      if (!letIn && members.policy() != Policy.OPEN) {
        return refuse(ErrorCode.FORBIDDEN, "This group takes only who is invited or let in.");
      }
      return members.roles().size() >= Bounds.MEMBERS
          ? refuse(ErrorCode.CONFLICT, "The group is full.")
          : change("joined", user, new MemberChange.Join(user.id, Role.NORMAL));
    };
  }

  static Rule leave(Subject user) {
    return (members, _) -> {
      if (!members.has(user.id)) {
        return refuse(ErrorCode.FORBIDDEN, NOT_MEMBER);
      }
      return members.role(user.id) == Role.CREATOR
          ? refuse(ErrorCode.CONFLICT, "The creator cannot leave the group: hand it over first.")
          : change("left", user, new MemberChange.Leave(user.id));
    };
  }

  static Rule letIn(int by, Subject user, boolean asked) {
    return (members, now) -> {
      if (!keeps(members, by)) {
        return notKeeper(members, by);
      }
      if (!asked) {
        return refuse(ErrorCode.UNKNOWN, "There is no such request.");
      }
      return members.has(user.id)
          ? refuse(ErrorCode.CONFLICT, "This user is a member already.")
          : join(user, true).decide(members, now);
    };
  }

  static Rule invite(int by, Subject user) {
    return (members, _) -> {
      if (!mayInvite(members, by)) {
        return notKeeper(members, by);
      }
      if (members.has(user.id)) {
        return refuse(ErrorCode.CONFLICT, "This user is a member already.");
      }
      return members.barred().contains(user.id)
          ? refuse(ErrorCode.CONFLICT, "This user is banned: unban him first.")
          : change("invited", user, new MemberChange.Invite(user.id, by));
    };
  }

  static Rule kick(int by, Subject user) {
    return (members, _) -> {
      Decision no = notOver(members, by, user.id);
      if (no != null) {
        return no;
      }
      return members.has(user.id)
          ? change("kicked", user, new MemberChange.Leave(user.id))
          : noMember();
    };
  }

  static Rule ban(int by, Subject user, boolean on) {
    return (members, _) -> {
      Decision no = notOver(members, by, user.id);
      if (no != null) {
        return no;
      }
      if (members.barred().contains(user.id) == on) {
        return refuse(
            ErrorCode.CONFLICT, on ? "This user is banned already." : "This user is not banned.");
      }
      if (on && members.barred().size() >= Bounds.BANNED) {
        return refuse(ErrorCode.CONFLICT, Bounds.BANNED + " users are banned already.");
      }
      return on
          ? change("banned", user, new MemberChange.Ban(user.id))
          : change("unbanned", user, new MemberChange.Unban(user.id));
    };
  }

  static Rule mute(int by, Subject user, long until) {
    return (members, _) -> {
      Decision no = notOver(members, by, user.id);
      if (no != null) {
        return no;
      }
      return members.has(user.id)
          ? change("muted " + until, user, new MemberChange.Mute(user.id, until))
          : noMember();
    };
  }

  static Rule setRole(int by, Subject user, Role role) {
    return (members, _) -> {
      if (members.role(by) != Role.CREATOR) {
        return notCreator(members, by);
      }
      if (!members.has(user.id)) {
        return noMember();
      }
      return user.id == by || members.role(user.id) == role
          ? refuse(ErrorCode.CONFLICT, "The role of this user stays as it is.")
          : change("role " + role.word(), user, new MemberChange.SetRole(user.id, role));
    };
  }

  static Rule transfer(int by, Subject user) {
    return (members, _) -> {
      if (members.role(by) != Role.CREATOR) {
        return notCreator(members, by);
      }
      if (!members.has(user.id)) {
        return noMember();
      }
      return user.id == by
          ? refuse(ErrorCode.CONFLICT, "This group is yours already.")
          : change("transferred", user, new MemberChange.Transfer(by, user.id));
    };
  }

  static Rule dissolve(Subject by) {
    return (members, _) ->
        members.role(by.id) == Role.CREATOR
            ? change("dissolved", by, new MemberChange.Dissolve())
            : notCreator(members, by.id);
  }

  /// What concerns the group itself.
  ///
  /// @param word of the change, with what it is now
  static Rule keep(Subject by, String word, MemberChange change) {
    return (members, _) ->
        keeps(members, by.id) ? change(word, by, change) : notKeeper(members, by.id);
  }

  static boolean keeps(Members members, int user) {
    return members.role(user) != Role.NORMAL;
  }

  private static boolean mayInvite(Members members, int user) {
    return keeps(members, user) || members.policy() == Policy.OPEN && members.has(user);
  }

  /// Why `by` may not do something to `user`; null when he may.
  private static @Nullable Decision notOver(Members members, int by, int user) {
    if (!keeps(members, by)) {
      return notKeeper(members, by);
    }
    boolean equal = members.role(by) != Role.CREATOR && keeps(members, user);
    return equal || by == user || members.role(user) == Role.CREATOR
        ? refuse(ErrorCode.FORBIDDEN, "You may not do this to yourself, nor to your equals.")
        : null;
  }

  private static Decision change(String word, Subject user, MemberChange change) {
    return Decision.members(word, user.id, user.name, change);
  }

  private static Decision noMember() {
    return refuse(ErrorCode.UNKNOWN, "This user is not a member of the group.");
  }

  private static Decision notKeeper(Members members, int user) {
    return refuse(
        ErrorCode.FORBIDDEN,
        members.has(user) ? "Only the creator and admins may do this." : NOT_MEMBER);
  }

  private static Decision notCreator(Members members, int user) {
    return refuse(
        ErrorCode.FORBIDDEN, members.has(user) ? "Only the creator may do this." : NOT_MEMBER);
  }

  private static Decision refuse(int code, String text) {
    return new Decision.Refuse(code, text);
  }
}
