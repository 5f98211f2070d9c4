package rookery.server.account;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import rookery.protocol.AccountMessages.Bye;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ErrorCode;
import rookery.server.account.DeviceStore.Ended;
import rookery.server.session.Session;
import rookery.server.session.Sessions;

/// Ends the live sessions of devices that were signed out by force.
///
/// The record is what says so, and each node asks it every second: that needs no news from other
/// nodes, and catches a session that began while its device was being signed out. Thread-safe.
public final class SessionEnds implements AutoCloseable {
  /// What commits late is still seen.
  private static final Duration OVERLAP = Duration.ofSeconds(10);

  private final DeviceStore store;
  private final Sessions sessions;
  private final Clock clock;
  private final EachSecond rounds;
  private volatile long lookedNanos = System.nanoTime();

  public SessionEnds(DeviceStore store, Sessions sessions, Clock clock) {
    this.store = store;
    this.sessions = sessions;
    this.clock = clock;
    this.rounds = new EachSecond("session-ends", "who was signed out is not known now", this::look);
  }

  public void start() {
    rounds.start();
  }

  /// Ends what has to end here, now. Blocks on the store.
  public void look() {
    long now = System.nanoTime();
    Duration age = Duration.ofNanos(now - lookedNanos).plus(OVERLAP);
    Map<Integer, Set<String>> ended =
        store.endedWithin(age).stream()
            .collect(
                Collectors.groupingBy(
                    Ended::user, Collectors.mapping(Ended::device, Collectors.toSet())));
    ended.forEach((user, devices) ->
        sessions.of(user).stream()
            .filter(
                session -> devices.contains(session.device()) || devices.contains(DeviceStore.BOT))
            .forEach(this::end));
    lookedNanos = now;
  }

  @Override
  public void close() {
    rounds.close();
  }

  private void end(Session session) {
    String text = "This device was signed out: log in again.";
    session.send(
        session.connection().version2()
            ? new Bye(ErrorCode.NOT_SIGNED_IN, text, 0)
            : DirectPosted.notice(session.user(), text, clock.millis()));
    session.connection().close("the device was signed out");
  }
}
