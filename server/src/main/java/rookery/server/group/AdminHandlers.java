package rookery.server.group;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import rookery.protocol.AdminMessages.AnswerJoin;
import rookery.protocol.AdminMessages.AskGroup;
import rookery.protocol.AdminMessages.Ban;
import rookery.protocol.AdminMessages.Change;
import rookery.protocol.AdminMessages.Code;
import rookery.protocol.AdminMessages.Dissolve;
import rookery.protocol.AdminMessages.GroupState;
import rookery.protocol.AdminMessages.Invite;
import rookery.protocol.AdminMessages.Kick;
import rookery.protocol.AdminMessages.MakeCode;
import rookery.protocol.AdminMessages.Mute;
import rookery.protocol.AdminMessages.Policy;
import rookery.protocol.AdminMessages.Rename;
import rookery.protocol.AdminMessages.SetNotice;
import rookery.protocol.AdminMessages.SetPolicy;
import rookery.protocol.AdminMessages.SetRole;
import rookery.protocol.AdminMessages.Transfer;
import rookery.protocol.Bounds;
import rookery.protocol.ErrorCode;
import rookery.protocol.Names;
import rookery.protocol.Role;
import rookery.server.dispatch.Answer;
import rookery.server.dispatch.Dispatcher;
import rookery.server.dispatch.RefusedException;
import rookery.server.group.GroupRules.Subject;
import rookery.server.group.GroupStore.Group;
import rookery.server.log.MemberChange;
import rookery.server.log.Rule;
import rookery.server.roster.RosterStore;
import rookery.server.session.Session;

/// How a group is kept: by its creator and his admins.
final class AdminHandlers {
  private static final int CODE_BYTES = 12;

  private final GroupStore store;
  private final RosterStore people;
  private final GroupChanges changes;
  private final SecureRandom random;
  private final Clock clock;

  AdminHandlers(
      GroupStore store,
      RosterStore people,
      GroupChanges changes,
      SecureRandom random,
      Clock clock) {
    this.store = store;
    this.people = people;
    this.changes = changes;
    this.random = random;
    this.clock = clock;
  }

  void register(Dispatcher.Builder table) {
    table
        .sending(Invite.class, this::invite)
        .sending(Kick.class, this::kick)
        .sending(Ban.class, this::ban)
        .sending(
            Mute.class,
            (session, m, answer) ->
                changes.submit(
                    session,
                    m,
                    GroupRules.mute(session.user(), subject(m.user()), m.until()),
                    answer))
        .sending(
            SetRole.class,
            (session, m, answer) ->
                changes.submit(
                    session,
                    m,
                    GroupRules.setRole(session.user(), subject(m.user()), m.role()),
                    answer))
        .sending(
            Transfer.class,
            (session, m, answer) ->
                changes.submit(
                    session, m, GroupRules.transfer(session.user(), subject(m.user())), answer))
        .sending(Rename.class, this::rename)
        .sending(
            Dissolve.class,
            (session, m, answer) ->
                changes.submit(session, m, GroupRules.dissolve(self(session)), answer))
        .sending(
            SetPolicy.class,
            (session, m, answer) ->
                keep(
                    session,
                    m,
                    "policy " + m.policy().word(),
                    new MemberChange.SetPolicy(m.policy()),
                    answer))
        .sending(
            SetNotice.class,
            (session, m, answer) ->
                keep(session, m, "notice " + m.msg(), new MemberChange.Notice(m.msg()), answer))
        .sending(AnswerJoin.class, this::answerJoin)
        .on(MakeCode.class, this::code)
        .on(AskGroup.class, this::state);
  }

  private void invite(Session session, Invite message, Answer answer) {
    Subject user = subject(message.user());
    telling(session, message, GroupRules.invite(session.user(), user), "invited", user, answer);
  }

  private void kick(Session session, Kick message, Answer answer) {
    Subject user = subject(message.user());
    telling(session, message, GroupRules.kick(session.user(), user), "kicked", user, answer);
  }

  /// A change that whom it concerns is told of.
  private void telling(
      Session session, Change message, Rule rule, String event, Subject user, Answer answer) {
    Group group = changes.evenDissolved(message.groupid());
    changes.submit(
        session,
        group,
        message.cmid(),
        rule,
        changes.telling(answer, session, group, event, user.id()));
  }

  private void ban(Session session, Ban message, Answer answer) {
    Subject user = subject(message.user());
    Group group = changes.evenDissolved(message.groupid());
    boolean member = message.on() && store.role(group.id(), user.id()).isPresent();
    changes.submit(
        session,
        group,
        message.cmid(),
        GroupRules.ban(session.user(), user, message.on()),
        member ? changes.telling(answer, session, group, "kicked", user.id()) : answer);
  }

  private void rename(Session session, Rename message, Answer answer) {
    String key = Names.key(message.groupname());
    keep(
        session,
        message,
        "renamed " + message.groupname(),
        new MemberChange.Rename(message.groupname(), key, message.groupdesc()),
        answer);
  }

  private void keep(
      Session session, Change message, String word, MemberChange change, Answer answer) {
    changes.submit(session, message, GroupRules.keep(self(session), word, change), answer);
  }

  private void answerJoin(Session session, AnswerJoin message, Answer answer) {
    Subject user = subject(message.user());
    Group group = changes.evenDissolved(message.groupid());
    if (message.accept()) {
      boolean asked = store.asked(group.id(), user.id());
      if (asked) {
        changes.requireRoom(user.id());
      }
      changes.submit(session, message, GroupRules.letIn(session.user(), user, asked), answer);
      return;
    }
    requireKeeper(session, group);
    if (!store.withdraw(group.id(), user.id())) {
      throw new RefusedException(ErrorCode.UNKNOWN, "There is no such request.");
    }
    answer.done(null);
    changes.tell(session, group, "refused", user.id(), user.id(), null);
  }

  private Code code(Session session, MakeCode message) {
    Group group = changes.group(message.groupid());
    Role role = role(session, group);
    if (role == Role.NORMAL && group.policy() != Policy.OPEN) {
      throw new RefusedException(ErrorCode.FORBIDDEN, "Only the creator and admins may do this.");
    }
    byte[] bytes = new byte[CODE_BYTES];
    random.nextBytes(bytes);
    String code = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    long now = clock.millis();
    long until = now + Duration.ofHours(message.hours()).toMillis();
    if (!store.addCode(group.id(), code, session.user(), now, until)) {
      throw new RefusedException(
          ErrorCode.SLOW_DOWN,
          "This group has " + Bounds.CODES + " codes already: wait until one runs out.",
          60_000);
    }
    return new Code(code, until);
  }

  private GroupState state(Session session, AskGroup message) {
    Group group = changes.group(message.groupid());
    return store.state(group, role(session, group), clock.millis());
  }

  private void requireKeeper(Session session, Group group) {
    if (role(session, group) == Role.NORMAL) {
      throw new RefusedException(ErrorCode.FORBIDDEN, "Only the creator and admins may do this.");
    }
  }

  private Role role(Session session, Group group) {
    return store
        .role(group.id(), session.user())
        .orElseThrow(() -> new RefusedException(ErrorCode.FORBIDDEN, GroupRules.NOT_MEMBER));
  }

  private static Subject self(Session session) {
    return new Subject(session.user(), session.name());
  }

  private Subject subject(int user) {
    return people
        .person(user)
        .map(person -> new Subject(person.id(), person.name()))
        .orElseThrow(() -> new RefusedException(ErrorCode.UNKNOWN, "There is no such user."));
  }
}
