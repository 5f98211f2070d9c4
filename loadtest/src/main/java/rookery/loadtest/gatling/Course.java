package rookery.loadtest.gatling;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pace;
import static io.gatling.javaapi.core.CoreDsl.pause;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import rookery.protocol.AccountMessages.Login;
import rookery.protocol.ChatMessages.SendDirect;
import rookery.protocol.ClientMessage;

/// What both simulations share: all users sign in, begin to write at one time and end at one time,
/// wait for what is on its way, and look whether everything came.
final class Course {
  private static final int USERS_A_SECOND = 200;
  private static final Duration SETTLE = Duration.ofSeconds(2);
  private static final Duration GRACE = Duration.ofSeconds(5);

  /// Request ids of the steps before the first message.
  private static final long FIRST_RID = 10;

  final Settings settings;
  final Probe probe;
  private final Ledger ledger;
  private final String prefix;
  private volatile long startMillis = Long.MAX_VALUE;

  Course(Settings settings, Probe probe, Ledger ledger, String prefix) {
    this.settings = settings;
    this.probe = probe;
    this.ledger = ledger;
    this.prefix = prefix + Long.toString(System.currentTimeMillis(), 36);
  }

  Duration ramp() {
    return Duration.ofSeconds(1 + settings.users() / USERS_A_SECOND);
  }

  /// By when even a run in which something hangs is over.
  Duration longest() {
    return ramp().plus(SETTLE).plus(settings.lasting()).plus(GRACE).plusSeconds(30);
  }

  /// One line for each user: his own account, and the friend to whom he writes.
  List<Map<String, Object>> feed() {
    try {
      List<String> lines = Files.readAllLines(settings.accounts());
      List<Map<String, Object>> users = new ArrayList<>();
      for (int i = 0; i < settings.users(); i++) {
        String[] own = lines.get(i).split("\t", -1);
        String friend = lines.get(i ^ 1).split("\t", -1)[0];
        users.add(
            Map.of(
                "id",
                Integer.parseInt(own[0]),
                "friend",
                Integer.parseInt(friend),
                "device",
                own[2],
                "token",
                own[3],
                "rid",
                FIRST_RID));
      }
      return users;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ClientMessage login(Session session) {
    return new Login(
        null, null, null, session.getString("token"), String.valueOf(session.getString("device")));
  }

  static ClientMessage message(Session session) {
    return new SendDirect(
        String.valueOf(session.getString("cmid")),
        session.getInt("friend"),
        String.valueOf(session.getString("text")));
  }

  /// What a user asks who misses something; where [#asks(Session)] says that he does.
  ClientMessage question(Session session) {
    return ledger.question(session.getInt("id")).orElseThrow();
  }

  private boolean asks(Session session) {
    return ledger.question(session.getInt("id")).isPresent();
  }

  /// @param send sends [#message(Session)] and awaits its ack
  /// @param ask sends [#question(Session)] and awaits its answer
  ChainBuilder write(ChainBuilder send, ChainBuilder ask) {
    Duration gap = Duration.ofNanos(Math.round(1e9 / settings.perSecond()));
    return pause(session -> untilStart())
        .exec(
            pause(_ -> Duration.ofNanos(ThreadLocalRandom.current().nextLong(gap.toNanos()))),
            asLongAs(_ -> probe.nowMillis() < startMillis + settings.lasting().toMillis())
                .on(pace(gap), exec(this::compose), send, exec(this::acked)),
            pause(GRACE),
            doIf(this::asks)
                .then(
                    exec(session -> session.set("rid", Ledger.asking(session.getInt("id")))), ask),
            exec(this::look));
  }

  /// The first user to arrive sets the time for all.
  private synchronized Duration untilStart() {
    long now = probe.nowMillis();
    if (startMillis == Long.MAX_VALUE) {
      startMillis = now + ramp().plus(SETTLE).toMillis();
    }
    return Duration.ofMillis(Math.max(0, startMillis - now));
  }

  private Session compose(Session session) {
    long rid = session.getLong("rid") + 1;
    long nanos = System.nanoTime();
    return session
        .set("rid", rid)
        .set("cmid", prefix + "-" + session.getInt("id") + "-" + rid)
        .set("nanos", nanos)
        .set("text", new Letter(probe.nowMillis(), nanos).text());
  }

  private Session acked(Session session) {
    if (!session.isFailed()) {
      ledger.acked(
          String.valueOf(session.getString("cmid")),
          session.getInt("friend"),
          session.getLong("nanos"));
    }
    return session;
  }

  private Session look(Session session) {
    int missing = ledger.missing(session.getInt("id"));
    probe.log("all delivered", probe.nowMillis(), missing == 0, missing + " messages are missing");
    return missing == 0 ? session : session.markAsFailed();
  }
}
