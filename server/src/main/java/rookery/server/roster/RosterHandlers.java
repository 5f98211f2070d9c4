package rookery.server.roster;

import java.time.Clock;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import rookery.protocol.Bounds;
import rookery.protocol.ChatMessages.Stored;
import rookery.protocol.ErrorCode;
import rookery.protocol.Names;
import rookery.protocol.Reply;
import rookery.protocol.RosterMessages.AcceptFriend;
import rookery.protocol.RosterMessages.AddFriend;
import rookery.protocol.RosterMessages.Find;
import rookery.protocol.RosterMessages.Opens;
import rookery.protocol.RosterMessages.RejectFriend;
import rookery.protocol.RosterMessages.RemoveFriend;
import rookery.server.dispatch.Answer;
import rookery.server.dispatch.Dispatcher;
import rookery.server.dispatch.RefusedException;
import rookery.server.dispatch.Sender;
import rookery.server.log.Decision;
import rookery.server.log.MemberChange;
import rookery.server.log.Outcome;
import rookery.server.log.Rule;
import rookery.server.roster.RosterStore.Person;
import rookery.server.route.Router;
import rookery.server.session.Session;

/// Friendship by the consent of both, and finding people and groups.
public final class RosterHandlers {
  private static final String ALREADY = "You are friends already.";

  private static final String NOT_FRIENDS = "You are not friends.";

  private static final String NO_REQUESTS = "This user takes no friend requests.";

  private static final String NO_REQUEST = "There is no such friend request.";

  private final RosterStore store;
  private final Directs directs;
  private final Sender sender;
  private final RosterEvents events;
  private final NicknameHandlers nicknames;
  private final Clock clock;

  public RosterHandlers(
      RosterStore store,
      Directs directs,
      Sender sender,
      Router router,
      RosterVersions versions,
      Clock clock) {
    this.store = store;
    this.directs = directs;
    this.sender = sender;
    this.events = new RosterEvents(store, router, versions);
    this.nicknames = new NicknameHandlers(store, router, versions);
    this.clock = clock;
  }

  public void register(Dispatcher.Builder table) {
    new BlockHandlers(store, directs, sender, events).register(table);
    nicknames.register(table);
    table
        .sending(AddFriend.class, this::add)
        .sending(AcceptFriend.class, this::accept)
        .on(RejectFriend.class, this::reject)
        .sending(RemoveFriend.class, this::remove)
        .on(Find.class, (_, find) -> store.find(Names.key(find.q()), find.limit()));
  }

  private void add(Session session, AddFriend message, Answer answer) {
    Person asked = person(message.friendid());
    if (asked.id() == session.user()) {
      throw new RefusedException(ErrorCode.CONFLICT, "You cannot be your own friend.");
    }
    if (store.areFriends(session.user(), asked.id())) {
      throw new RefusedException(ErrorCode.CONFLICT, ALREADY);
    }
    requireUnblocked(session, asked);
    boolean crossed = store.requested(asked.id(), session.user());
    if (!crossed) {
      requireTaken(session, asked);
      crossed = asked.acceptsAll();
    }
    if (!crossed) {
      request(session, asked, message.note());
      // Looked at again: of two requests at the same time, neither may have seen the other before.
      crossed = store.requested(asked.id(), session.user());
    }
    if (crossed) {
      befriend(session, asked, Directs.newCmid(), true, alreadyIsDone(answer), _ -> null);
    } else {
      answer.done(null);
    }
  }

  private void requireUnblocked(Session session, Person other) {
    if (store.blocked(session.user(), other.id())) {
      throw new RefusedException(ErrorCode.CONFLICT, Directs.BLOCKED);
    }
  }

  /// One refusal for who is blocked and for who takes no requests: nobody can tell them apart.
  private void requireTaken(Session session, Person asked) {
    if (store.blocked(asked.id(), session.user())
        || store.privacy(asked.id()).opens() == Opens.NOBODY) {
      throw new RefusedException(ErrorCode.FORBIDDEN, NO_REQUESTS);
    }
  }

  /// When both sides accept at once, the second finds what it wanted.
  private static Answer alreadyIsDone(Answer answer) {
    return new Answer() {
      @Override
      public void done(@Nullable Reply reply) {
        answer.done(reply);
      }

      @Override
      public void refused(RefusedException refusal) {
        if (refusal.code() == ErrorCode.CONFLICT) {
          answer.done(null);
        } else {
          answer.refused(refusal);
        }
      }
    };
  }

  /// Asks for friendship, with a note; all sessions of both learn of it.
  public void request(Session session, Person asked, String note) {
    requireUnblocked(session, asked);
    requireTaken(session, asked);
    if (!store.requested(session.user(), asked.id())
        && (store.openRequests(session.user(), false) >= Bounds.FRIEND_REQUESTS
            || store.openRequests(asked.id(), true) >= Bounds.FRIEND_REQUESTS)) {
      throw new RefusedException(
          ErrorCode.SLOW_DOWN,
          "Too many friend requests are open: wait for answers first.",
          60_000);
    }
    store.request(session.user(), asked.id(), note, clock.millis());
    events.tellBoth(session, asked, "requested", note);
  }

  private void accept(Session session, AcceptFriend message, Answer answer) {
    Person other = person(message.friendid());
    boolean asked = store.requested(other.id(), session.user());
    if (!asked && directs.knownOrStored(session.user(), other.id()).isEmpty()) {
      throw new RefusedException(ErrorCode.UNKNOWN, NO_REQUEST);
    }
    befriend(session, other, message.cmid(), asked, answer, stored(message.cmid()));
  }

  /// @param asked whether the other's request stands; if not, only a repeat of what is in the log
  ///   can succeed
  private void befriend(
      Session session,
      Person other,
      String cmid,
      boolean asked,
      Answer answer,
      Function<Outcome.Stored, @Nullable Reply> reply) {
    if (store.friends(session.user()).size() >= Bounds.ROSTER
        || store.friends(other.id()).size() >= Bounds.ROSTER) {
      throw new RefusedException(
          ErrorCode.CONFLICT, "One of you has " + Bounds.ROSTER + " friends already.");
    }
    int low = Math.min(session.user(), other.id());
    int high = Math.max(session.user(), other.id());
    Rule rule =
        (members, _) -> {
          if (!asked) {
            return new Decision.Refuse(ErrorCode.UNKNOWN, NO_REQUEST);
          }
          if (members.barred().contains(other.id())) {
            return new Decision.Refuse(ErrorCode.CONFLICT, Directs.BLOCKED);
          }
          if (members.barred().contains(session.user())) {
            return new Decision.Refuse(ErrorCode.FORBIDDEN, NO_REQUESTS);
          }
          return members.friends()
              ? new Decision.Refuse(ErrorCode.CONFLICT, ALREADY)
              : Decision.members(
                  "befriended", other.id(), other.name(), new MemberChange.Befriend(low, high));
        };
    sender.change(
        session,
        directs.made(low, high),
        cmid,
        rule,
        telling(answer, session, other, "accepted"),
        reply);
  }

  private @Nullable Reply reject(Session session, RejectFriend message) {
    Person other = person(message.friendid());
    if (!store.withdraw(session.user(), other.id())) {
      throw new RefusedException(ErrorCode.UNKNOWN, NO_REQUEST);
    }
    events.tellBoth(session, other, "rejected", null);
    return null;
  }

  private void remove(Session session, RemoveFriend message, Answer answer) {
    Person other = person(message.friendid());
    OptionalLong conversation = directs.knownOrStored(session.user(), other.id());
    if (conversation.isEmpty()) {
      throw new RefusedException(ErrorCode.UNKNOWN, NOT_FRIENDS);
    }
    int low = Math.min(session.user(), other.id());
    int high = Math.max(session.user(), other.id());
    Rule rule =
        (members, _) ->
            members.friends()
                ? Decision.members(
                    "unfriended", other.id(), other.name(), new MemberChange.Unfriend(low, high))
                : new Decision.Refuse(ErrorCode.UNKNOWN, NOT_FRIENDS);
    sender.change(
        session,
        conversation.getAsLong(),
        message.cmid(),
        rule,
        telling(answer, session, other, "removed"),
        stored(message.cmid()));
  }

  private Person person(int user) {
    return store
        .person(user)
        .orElseThrow(() -> new RefusedException(ErrorCode.UNKNOWN, "There is no such user."));
  }

  private static Function<Outcome.Stored, @Nullable Reply> stored(String cmid) {
    return stored -> new Stored(stored.conversation(), stored.seq(), stored.ts(), cmid);
  }

  private Answer telling(Answer answer, Session session, Person other, String event) {
    return RosterEvents.after(answer, () -> events.tellBoth(session, other, event, null));
  }
}
