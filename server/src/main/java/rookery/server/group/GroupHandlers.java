package rookery.server.group;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import rookery.protocol.AdminMessages.Policy;
import rookery.protocol.ErrorCode;
import rookery.protocol.GroupMessages.CreateGroup;
import rookery.protocol.GroupMessages.JoinGroup;
import rookery.protocol.GroupMessages.LeaveGroup;
import rookery.protocol.GroupMessages.ListMembers;
import rookery.protocol.GroupMessages.MemberPage;
import rookery.protocol.GroupMessages.MemberPage.Member;
import rookery.protocol.Names;
import rookery.protocol.Reply;
import rookery.protocol.RosterMessages;
import rookery.server.dispatch.Answer;
import rookery.server.dispatch.Dispatcher;
import rookery.server.dispatch.RefusedException;
import rookery.server.dispatch.Sender;
import rookery.server.group.GroupRules.Subject;
import rookery.server.group.GroupStore.Group;
import rookery.server.presence.Presence;
import rookery.server.roster.RosterStore;
import rookery.server.route.Router;
import rookery.server.session.Session;

/// Groups: create, join, leave, list members.
public final class GroupHandlers {
  private final GroupStore store;
  private final GroupChanges changes;
  private final AdminHandlers admin;
  private final Presence presence;
  private final Clock clock;

  public GroupHandlers(
      GroupStore store,
      RosterStore people,
      Sender sender,
      Router router,
      Presence presence,
      SecureRandom random,
      Clock clock) {
    this.store = store;
    this.changes = new GroupChanges(store, sender, router);
    this.admin = new AdminHandlers(store, people, changes, random, clock);
    this.presence = presence;
    this.clock = clock;
  }

  public void register(Dispatcher.Builder table) {
    table
        .sending(CreateGroup.class, this::create)
        .sending(JoinGroup.class, this::join)
        .sending(LeaveGroup.class, this::leave)
        .on(ListMembers.class, this::members);
    admin.register(table);
  }

  /// The group is made first, and its creator enters by its log: a repeat after a crash between the
  /// two finds the group and goes on.
  private void create(Session session, CreateGroup message, Answer answer) {
    changes.requireRoom(session.user());
    Group group =
        store.create(
            session.user(),
            message.cmid(),
            message.groupname(),
            Names.key(message.groupname()),
            message.groupdesc(),
            clock.millis());
    changes.submit(session, group, message.cmid(), GroupRules.create(self(session)), answer);
  }

  private void join(Session session, JoinGroup message, Answer answer) {
    changes.requireRoom(session.user());
    Group group = changes.evenDissolved(message.groupid());
    if (store.byId(group.id()).isEmpty()) {
      changes.submit(session, group, message.cmid(), GroupRules.GONE, answer);
      return;
    }
    boolean invited = invited(session, group, message);
    if (!invited
        && group.policy() == Policy.APPROVAL
        && store.role(group.id(), session.user()).isEmpty()) {
      ask(session, group, message.note() == null ? "" : message.note());
      answer.done(null);
    } else {
      changes.submit(
          session, group, message.cmid(), GroupRules.join(self(session), invited), answer);
    }
  }

  private boolean invited(Session session, Group group, JoinGroup message) {
    String code = message.code();
    if (code == null) {
      return store.invited(group.id(), session.user());
    }
    if (!store.codeIsGood(group.id(), code, clock.millis())) {
      throw new RefusedException(ErrorCode.FORBIDDEN, "This code is not good, or no longer.");
    }
    return true;
  }

  private void ask(Session session, Group group, String note) {
    if (store.banned(group.id(), session.user())) {
      throw new RefusedException(ErrorCode.FORBIDDEN, GroupRules.BANNED);
    }
    if (!store.ask(group.id(), session.user(), note, clock.millis())) {
      throw new RefusedException(
          ErrorCode.SLOW_DOWN, "Too many wait to be let in: try again later.", 60_000);
    }
    store
        .keepers(group.id())
        .forEach(keeper -> changes.tell(session, group, "asked", keeper, session.user(), note));
  }

  private void leave(Session session, LeaveGroup message, Answer answer) {
    changes.submit(
        session,
        changes.evenDissolved(message.groupid()),
        message.cmid(),
        GroupRules.leave(self(session)),
        answer);
  }

  private static Subject self(Session session) {
    return new Subject(session.user(), session.name());
  }

  private Reply members(Session session, ListMembers message) {
    if (store.role(changes.group(message.groupid()).id(), session.user()).isEmpty()) {
      throw new RefusedException(ErrorCode.FORBIDDEN, GroupRules.NOT_MEMBER);
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
                    RosterMessages.Presence.word(presence.online(member.user())),
                    member.nickname()))
            .toList(),
        more);
  }
}
