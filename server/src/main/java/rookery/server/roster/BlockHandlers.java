package rookery.server.roster;

import rookery.protocol.Bounds;
import rookery.protocol.ChatMessages.Stored;
import rookery.protocol.ErrorCode;
import rookery.protocol.RosterMessages.Block;
import rookery.protocol.RosterMessages.Blocked;
import rookery.protocol.RosterMessages.ListBlocked;
import rookery.protocol.RosterMessages.Privacy;
import rookery.protocol.RosterMessages.SetPrivacy;
import rookery.protocol.RosterMessages.Unblock;
import rookery.server.dispatch.Answer;
import rookery.server.dispatch.Dispatcher;
import rookery.server.dispatch.RefusedException;
import rookery.server.dispatch.Sender;
import rookery.server.log.Decision;
import rookery.server.log.MemberChange;
import rookery.server.log.Rule;
import rookery.server.roster.RosterStore.Person;
import rookery.server.session.Session;

/// Whom a user takes nothing from, and what others may do at all.
///
/// The blocked one must not learn of it: what he sees is a friendship or a request that ended, or
/// nothing.
final class BlockHandlers {
  private final RosterStore store;
  private final Directs directs;
  private final Sender sender;
  private final RosterEvents events;

  BlockHandlers(RosterStore store, Directs directs, Sender sender, RosterEvents events) {
    this.store = store;
    this.directs = directs;
    this.sender = sender;
    this.events = events;
  }

  void register(Dispatcher.Builder table) {
    table
        .sending(Block.class, this::block)
        .sending(Unblock.class, this::unblock)
        .on(ListBlocked.class, (session, _) -> new Blocked(store.blockedBy(session.user())))
        .on(SetPrivacy.class, this::privacy);
  }

  private void block(Session session, Block message, Answer answer) {
    Person other = person(message.user());
    int user = session.user();
    if (other.id() == user) {
      throw new RefusedException(ErrorCode.CONFLICT, "You cannot block yourself.");
    }
    boolean full =
        !store.blocked(user, other.id()) && store.blockedBy(user).size() >= Bounds.BLOCKED;
    boolean friends = store.areFriends(user, other.id());
    boolean requested = store.requested(user, other.id()) || store.requested(other.id(), user);
    Rule rule =
        (members, _) -> {
          if (members.barred().contains(other.id())) {
            return new Decision.Refuse(ErrorCode.CONFLICT, "You have blocked this user already.");
          }
          if (full) {
            return new Decision.Refuse(
                ErrorCode.CONFLICT, "You have blocked " + Bounds.BLOCKED + " users already.");
          }
          return Decision.members(
              members.friends() ? "unfriended" : "blocked",
              other.id(),
              other.name(),
              new MemberChange.Block(
                  user, other.id(), members.friends(), members.friends() || requested));
        };
    Answer telling =
        RosterEvents.after(
            answer,
            () -> {
              events.tellOwn(session, other, "blocked", null);
              if (friends || requested) {
                events.tellOther(session, other, friends ? "removed" : "rejected", null);
              }
            });
    change(session, other, message.cmid(), rule, telling);
  }

  private void unblock(Session session, Unblock message, Answer answer) {
    Person other = person(message.user());
    Rule rule =
        (members, _) ->
            members.barred().contains(other.id())
                ? Decision.members(
                    "unblocked",
                    other.id(),
                    other.name(),
                    new MemberChange.Unblock(session.user(), other.id()))
                : new Decision.Refuse(ErrorCode.UNKNOWN, "You have not blocked this user.");
    change(
        session,
        other,
        message.cmid(),
        rule,
        RosterEvents.after(answer, () -> events.tellOwn(session, other, "unblocked", null)));
  }

  private void change(Session session, Person other, String cmid, Rule rule, Answer answer) {
    if (other.id() == session.user()) {
      throw new RefusedException(ErrorCode.UNKNOWN, "You have not blocked this user.");
    }
    sender.change(
        session,
        directs.made(session.user(), other.id()),
        cmid,
        rule,
        answer,
        stored -> new Stored(stored.conversation(), stored.seq(), stored.ts(), cmid));
  }

  private Privacy privacy(Session session, SetPrivacy message) {
    Privacy before = store.privacy(session.user());
    Privacy after =
        new Privacy(
            message.opens() == null ? before.opens() : message.opens(),
            message.findable() == null ? before.findable() : message.findable(),
            message.acceptAll() == null ? before.acceptAll() : message.acceptAll());
    if (!after.equals(before)) {
      store.setPrivacy(session.user(), after);
    }
    return after;
  }

  private Person person(int user) {
    return store
        .person(user)
        .orElseThrow(() -> new RefusedException(ErrorCode.UNKNOWN, "There is no such user."));
  }
}
