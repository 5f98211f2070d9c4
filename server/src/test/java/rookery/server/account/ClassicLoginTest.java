package rookery.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rookery.protocol.codec.Frame;
import rookery.server.chat.CursorStore;
import rookery.server.chat.Cursors;
import rookery.server.chat.Receipts;
import rookery.server.group.GroupStore;
import rookery.server.log.Conversation;
import rookery.server.log.EntryMeter;
import rookery.server.log.EntryReader;
import rookery.server.log.LogEntry;
import rookery.server.log.StoreException;
import rookery.server.presence.OneNode;
import rookery.server.presence.Presence;
import rookery.server.presence.PresenceStore;
import rookery.server.roster.RosterStore;
import rookery.server.roster.RosterVersions;
import rookery.server.route.LocalDelivery;
import rookery.server.route.LocalRouter;
import rookery.server.session.DeafConnection;
import rookery.server.session.Sessions;

/// What becomes of a login while the record goes away. The store has one conversation in which one
/// text waits, and answers so many questions.
final class ClassicLoginTest {
  private static final int USER = 1;
  private static final int FRIEND = 2;
  private static final Conversation TALK = new Conversation.Direct(10, USER, FRIEND);

  private final Sessions sessions = new Sessions();
  private final Phone phone = new Phone();
  private int answers;

  @Test
  void whoIsToldAllStays() {
    answers = Integer.MAX_VALUE;
    assertThat(login().signIn(phone, USER, "ann")).isTrue();
    assertThat(sessions.of(USER)).hasSize(1);
    assertThat(phone.closed).isFalse();
  }

  @Test
  void whoseLoginFailsMayTryAgain() {
    answers = 0;
    assertThatThrownBy(() -> login().signIn(phone, USER, "ann"))
        .isInstanceOf(StoreException.Unavailable.class);
    assertThat(sessions.of(USER)).as("he would hear nothing").isEmpty();
    assertThat(phone.session()).isEmpty();
    assertThat(phone.closed).isFalse();
    answers = Integer.MAX_VALUE;
    assertThat(login().signIn(phone, USER, "ann")).isTrue();
  }

  @Test
  void whoIsSignedInAndCannotBeToldTheRestIsLetGo() {
    answers = 2;
    assertThat(login().signIn(phone, USER, "ann")).isTrue();
    assertThat(phone.sent).as("the answer went out").isNotEmpty();
    assertThat(phone.closed).as("he would hear nothing").isTrue();
  }

  private ClassicLogin login() {
    RosterStore rosters =
        fake(
            RosterStore.class,
            Map.of("roster", new RosterStore.Roster(1, List.of(), List.of(), List.of())));
    EntryReader reader =
        fake(
            EntryReader.class,
            Map.of(
                "standings",
                List.of(new EntryReader.Standing(TALK, "bob", 1, 0, 0, 1, false, 0)),
                "after",
                List.of(text())));
    CursorStore store = fake(CursorStore.class, Map.of());
    LocalDelivery delivery = new LocalDelivery(sessions, Clock.systemUTC(), EntryMeter.NONE);
    LocalRouter router = new LocalRouter(delivery);
    Cursors cursors = new Cursors(store, reader, new Receipts(reader, store, router));
    Presence presence =
        new Presence(
            sessions,
            rosters,
            new RosterVersions(),
            fake(PresenceStore.class, Map.of()),
            new OneNode(),
            delivery,
            _ -> {});
    return new ClassicLogin(
        rosters, fake(GroupStore.class, Map.of()), reader, presence, cursors, router);
  }

  private static LogEntry text() {
    return new LogEntry(TALK.id(), 1, LogEntry.Kind.TEXT, FRIEND, "bob", "c-1", "hello", 0, "", 0);
  }

  /// A store that gives prepared answers, and each of the reader's only as often as it may.
  private <T> T fake(Class<T> type, Map<String, Object> prepared) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, _) -> {
              if (type == EntryReader.class && answers-- <= 0) {
                throw new StoreException.Unavailable(new IllegalStateException("away"));
              }
              return prepared.get(method.getName());
            }));
  }

  /// Speaks the classic form.
  private static final class Phone extends DeafConnection {
    final List<Frame> sent = new ArrayList<>();
    boolean closed;

    @Override
    public boolean version2() {
      return false;
    }

    @Override
    public void send(Frame frame) {
      sent.add(frame);
    }

    @Override
    public void close(String reason) {
      closed = true;
    }
  }
}
