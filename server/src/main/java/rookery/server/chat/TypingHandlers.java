package rookery.server.chat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import rookery.protocol.ErrorCode;
import rookery.protocol.TouchMessages.SendTyping;
import rookery.protocol.TouchMessages.Typing;
import rookery.server.dispatch.Dispatcher;
import rookery.server.dispatch.RefusedException;
import rookery.server.log.EntryReader;
import rookery.server.route.Router;
import rookery.server.session.Session;

/// That somebody is typing: passed on, kept nowhere, and not more often than a person needs to see
/// it.
public final class TypingHandlers {
  /// A session is heard so often at most.
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /// In a larger conversation nobody is told.
  private static final int MEMBERS = 200;

  private final EntryReader reader;
  private final Router router;
  private final Map<Session, Long> heard = new WeakHashMap<>();

  public TypingHandlers(EntryReader reader, Router router) {
    this.reader = reader;
    this.router = router;
  }

  public void register(Dispatcher.Builder table) {
    table.silent(SendTyping.class, this::typing);
  }

  private void typing(Session session, SendTyping message) {
    if (tooSoon(session)) {
      return;
    }
    List<Integer> members = reader.members(message.conv(), MEMBERS + 1);
    if (!members.contains(session.user())) {
      if (members.size() > MEMBERS) {
        return;
      }
      throw new RefusedException(ErrorCode.FORBIDDEN, "You may not write here.");
    }
    if (members.size() <= MEMBERS) {
      Typing typing = new Typing(message.conv(), session.user(), session.name());
      members.stream()
          .filter(member -> member != session.user())
          .forEach(member -> router.tell(member, typing, 0));
    }
  }

  private boolean tooSoon(Session session) {
    long now = System.nanoTime(); // a clock may be set back
    synchronized (heard) {
      Long last = heard.get(session);
      if (last != null && now - last < PAUSE.toNanos()) {
        return true;
      }
      heard.put(session, now);
      return false;
    }
  }
}
