package rookery.server.group;

import java.time.Clock;
import java.util.List;
import rookery.protocol.Bounds;
import rookery.protocol.ErrorCode;
import rookery.protocol.GroupMessages.CreateGroup;
import rookery.protocol.GroupMessages.GroupStored;
import rookery.protocol.GroupMessages.JoinGroup;
import rookery.protocol.GroupMessages.LeaveGroup;
import rookery.protocol.GroupMessages.ListMembers;
import rookery.protocol.GroupMessages.MemberPage;
import rookery.protocol.GroupMessages.MemberPage.Member;
import rookery.protocol.Names;
import rookery.protocol.Reply;
import rookery.protocol.Role;
import rookery.protocol.RosterMessages;
import rookery.server.dispatch.Answer;
import rookery.server.dispatch.Dispatcher;
import rookery.server.dispatch.RefusedException;
import rookery.server.dispatch.Sender;
import rookery.server.group.GroupStore.Group;
import rookery.server.log.Decision;
import rookery.server.log.MemberChange;
import rookery.server.log.Rule;
import rookery.server.presence.Presence;
import rookery.server.session.Session;

/// Groups: create, join, leave, list members.
public final class GroupHandlers {
  private static final String NO_GROUP = "There is no such group.";

  private final GroupStore store;
  private final Sender sender;
  private final Presence presence;
  private final Clock clock;

  public GroupHandlers(GroupStore store, Sender sender, Presence presence, Clock clock) {
    this.store = store;
    this.sender = sender;
    this.presence = presence;
    this.clock = clock;
  }

  public void register(Dispatcher.Builder table) {
    table
        .sending(CreateGroup.class, this::create)
        .sending(JoinGroup.class, this::join)
        .sending(LeaveGroup.class, this::leave)
        .on(ListMembers.class, this::members);
  }

  /// The group is made first, and its creator enters by its log: a repeat after a crash between the
  /// two finds the group and goes on.
  private void create(Session session, CreateGroup message, Answer answer) {
    requireRoom(session);
    Group group =
        store.create(
            session.user(),
            message.cmid(),
            message.groupname(),
            Names.key(message.groupname()),
            message.groupdesc(),
            clock.millis());
    Rule rule =
        (members, _) ->
            members.has(session.user())
                ? new Decision.Refuse(ErrorCode.CONFLICT, "This group is there already.")
                : entering(session, "created", Role.CREATOR);
    change(session, group, message.cmid(), rule, answer);
  }

  private void join(Session session, JoinGroup message, Answer answer) {
    requireRoom(session);
    Rule rule =
        (members, _) -> {
          if (members.has(session.user())) {
            return new Decision.Refuse(ErrorCode.CONFLICT, "You are a member already.");
          }
          if (members.roles().size() >= Bounds.MEMBERS) {
            return new Decision.Refuse(ErrorCode.CONFLICT, "The group is full.");
          }
          return entering(session, "joined", Role.NORMAL);
        };
    change(session, group(message.groupid()), message.cmid(), rule, answer);
  }

  private void leave(Session session, LeaveGroup message, Answer answer) {
    Rule rule =
        (members, _) -> {
          Role role = members.roles().get(session.user());
          if (role == null) {
            return new Decision.Refuse(ErrorCode.FORBIDDEN, "You are not a member of this group.");
          }
          if (role == Role.CREATOR) {
            return new Decision.Refuse(ErrorCode.CONFLICT, "The creator cannot leave the group.");
          }
          return Decision.members(
              "left", session.user(), session.name(), new MemberChange.Leave(session.user()));
        };
    change(session, group(message.groupid()), message.cmid(), rule, answer);
  }

  private Reply members(Session session, ListMembers message) {
    if (store.role(group(message.groupid()).id(), session.user()).isEmpty()) {
      throw new RefusedException(ErrorCode.FORBIDDEN, "You are not a member of this group.");
    }
    List<GroupStore.Member> page =
        store.members(message.groupid(), message.after(), message.limit() + 1);
    boolean more = page.size() > message.limit();
    return new MemberPage(
        page.stream()
            .limit(message.limit())
            .map(member ->
                new Member(
                    member.user(),
                    member.name(),
                    member.role(),
                    RosterMessages.Presence.word(presence.online(member.user()))))
            .toList(),
        more);
  }

  private static Decision entering(Session session, String change, Role role) {
    return Decision.members(
        change, session.user(), session.name(), new MemberChange.Join(session.user(), role));
  }

  private void change(Session session, Group group, String cmid, Rule rule, Answer answer) {
    sender.change(
        session,
        group.conversation(),
        cmid,
        rule,
        answer,
        stored ->
            new GroupStored(group.id(), stored.conversation(), stored.seq(), stored.ts(), cmid));
  }

  private Group group(int id) {
    return store.byId(id).orElseThrow(() -> new RefusedException(ErrorCode.UNKNOWN, NO_GROUP));
  }

  private void requireRoom(Session session) {
    if (store.groupsOf(session.user()) >= Bounds.ROSTER) {
      throw new RefusedException(
          ErrorCode.CONFLICT, "You are in " + Bounds.ROSTER + " groups already: leave one first.");
    }
  }
}
