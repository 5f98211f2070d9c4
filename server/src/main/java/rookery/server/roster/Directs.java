package rookery.server.roster;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import rookery.protocol.ErrorCode;
import rookery.protocol.RosterMessages.Opens;
import rookery.server.dispatch.RefusedException;
import rookery.server.log.Decision;
import rookery.server.log.LogEntry.Kind;
import rookery.server.log.MemberChange;
import rookery.server.log.Members;
import rookery.server.log.Rule;

/// Direct conversations: which one is whose, and who may open one. Thread-safe; blocks on the
/// store.
public final class Directs {
  static final String BLOCKED = "You have blocked this user: unblock him first.";

  /// Pairs remembered; which conversation is theirs never changes.
  private static final int CACHE = 20_000;

  private final RosterStore store;
  private final Map<Long, Long> known =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
              return size() > CACHE;
            }
          });

  public Directs(RosterStore store) {
    this.store = store;
  }

  /// A text's way into a direct conversation.
  ///
  /// @param rule decides under the conversation's lock
  public record Way(long conversation, Rule rule) {}

  /// Where a text from one user to another goes.
  ///
  /// @param reply the sequence of the text that it answers; 0 for none
  /// @throws RefusedException 404 no such user; 403 oneself, or neither a friend nor a fellow
  ///   member
  public Way forText(int from, int to, String text, long reply) {
    OptionalLong open = knownOrStored(from, to);
    if (open.isPresent()) {
      // Friends are the usual case: whether it is open is decided under the lock, and needs no
      // query here.
      return new Way(open.getAsLong(), (members, _) -> ifOpen(members, from, to, text, reply));
    }
    if (from == to) {
      throw new RefusedException(ErrorCode.FORBIDDEN, "You cannot write to yourself.");
    }
    requirePerson(to);
    if (!store.fellows(from, to) || store.privacy(to).opens() != Opens.FELLOWS) {
      throw notFriends();
    }
    long made = remember(from, to, store.direct(Math.min(from, to), Math.max(from, to)));
    return new Way(
        made,
        (members, _) ->
            members.barred().isEmpty() && !members.has(from)
                ? opening(from, to, text)
                : ifOpen(members, from, to, text, reply));
  }

  /// The conversation of two, made where there was none.
  public long made(int user, int other) {
    OptionalLong there = knownOrStored(user, other);
    return there.isPresent()
        ? there.getAsLong()
        : remember(user, other, store.direct(Math.min(user, other), Math.max(user, other)));
  }

  /// The conversation of two, where it is remembered; does not block.
  public OptionalLong known(int user, int other) {
    Long cached = known.get(pair(user, other));
    return cached == null ? OptionalLong.empty() : OptionalLong.of(cached);
  }

  /// The conversation of two, where there is one.
  public OptionalLong knownOrStored(int user, int other) {
    OptionalLong cached = known(user, other);
    if (cached.isPresent()) {
      return cached;
    }
    OptionalLong stored = store.directIfAny(Math.min(user, other), Math.max(user, other));
    stored.ifPresent(id -> remember(user, other, id));
    return stored;
  }

  void requirePerson(int user) {
    if (store.person(user).isEmpty()) {
      throw new RefusedException(ErrorCode.UNKNOWN, "There is no such user.");
    }
  }

  static String newCmid() {
    return UUID.randomUUID().toString();
  }

  private static Decision ifOpen(Members members, int from, int to, String text, long reply) {
    if (members.barred().contains(to)) {
      return new Decision.Refuse(ErrorCode.CONFLICT, BLOCKED);
    }
    return members.has(from) && members.has(to)
        ? Decision.text(text, reply, "")
        : new Decision.Refuse(ErrorCode.FORBIDDEN, notFriends().text());
  }

  private static Decision opening(int from, int to, String text) {
    return new Decision.Accept(
        Kind.TEXT,
        text,
        0,
        "",
        0,
        "",
        new MemberChange.Open(Math.min(from, to), Math.max(from, to)));
  }

  private static RefusedException notFriends() {
    return new RefusedException(
        ErrorCode.FORBIDDEN, "You are not friends: send a friend request first.");
  }

  private long remember(int user, int other, long conversation) {
    known.put(pair(user, other), conversation);
    return conversation;
  }

  private static long pair(int user, int other) {
    return (long) Math.min(user, other) << 32 | Math.max(user, other);
  }
}
