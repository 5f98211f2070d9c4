package rookery.server.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import rookery.protocol.Entry;
import rookery.protocol.codec.Frame;
import rookery.server.log.Conversation;
import rookery.server.log.EntryMeter;
import rookery.server.log.LogEntry;
import rookery.server.log.LogEntry.Kind;
import rookery.server.log.WireEntries;
import rookery.server.session.DeafConnection;
import rookery.server.session.Session;
import rookery.server.session.Sessions;

/// How long entries take to the outboxes here.
final class LocalDeliveryTest {
  private static final long STORED_MS = 1_000;

  private final Sessions sessions = new Sessions();
  private final List<Duration> delivered = new ArrayList<>();

  private void deliver(long nowMs) {
    Conversation chat = new Conversation.Direct(7, 1, 2);
    Entry entry =
        WireEntries.of(
            new LogEntry(chat.id(), 1, Kind.TEXT, 2, "bob", "c", "text", 0, "", STORED_MS), chat);
    EntryMeter meter =
        new EntryMeter() {
          @Override
          public void delivered(Duration after) {
            delivered.add(after);
          }
        };
    new LocalDelivery(sessions, Clock.fixed(Instant.ofEpochMilli(nowMs), ZoneOffset.UTC), meter)
        .entry(new Frame(entry), entry, Set.of(1, 2), null);
  }

  private void signIn(String device) {
    sessions.addUnless(_ -> false, Session.version2(new DeafConnection(), 1, "ann", device));
  }

  @Test
  void entryIsMeasuredOnceForAllWhoSeeIt() {
    signIn("d-1");
    signIn("d-2");
    deliver(STORED_MS + 40);
    assertThat(delivered).containsExactly(Duration.ofMillis(40));
  }

  @Test
  void entryThatNobodyHereSeesIsNotMeasured() {
    deliver(STORED_MS + 40);
    assertThat(delivered).isEmpty();
  }

  @Test
  void entryOfANodeWhoseClockIsAheadTookNoTime() {
    signIn("d-1");
    deliver(STORED_MS - 40);
    assertThat(delivered).containsExactly(Duration.ZERO);
  }
}
