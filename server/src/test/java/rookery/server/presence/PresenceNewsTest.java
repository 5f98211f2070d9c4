package rookery.server.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import rookery.protocol.RosterMessages;
import rookery.protocol.ServerMessage;
import rookery.protocol.codec.Frame;
import rookery.server.log.EntryMeter;
import rookery.server.log.StoreException;
import rookery.server.route.LocalDelivery;
import rookery.server.session.DeafConnection;
import rookery.server.session.Session;
import rookery.server.session.Sessions;

final class PresenceNewsTest {
  private static final int ANN = 1;
  private static final int BOB = 2;
  private static final long REST = PresenceNews.REST.toNanos();

  private final Set<Integer> online = new HashSet<>();
  private final List<ServerMessage> pushed = new ArrayList<>();
  private final List<Integer> asked = new ArrayList<>();
  private final Sessions sessions = new Sessions();
  private boolean databaseAway;
  private final PresenceNews news =
      new PresenceNews(
          online::contains,
          this::friends,
          new LocalDelivery(sessions, Clock.systemUTC(), EntryMeter.NONE));

  PresenceNewsTest() {
    sessions.addUnless(_ -> false, Session.version2(new Heard(), ANN, "ann", "d"));
  }

  @Test
  void whoComesIsToldOfAtOnce() {
    comes(0);
    news.round(0);
    assertThat(pushed).containsExactly(RosterMessages.Presence.of(BOB, true));
    assertThat(news.told(BOB)).isTrue();
  }

  @Test
  void whoGoesIsToldOfAfterHisRest() {
    comes(0);
    news.round(0);
    goes(1);
    news.round(REST);
    assertThat(pushed).hasSize(1);
    assertThat(news.told(BOB)).as("who syncs now is shown what others believe").isTrue();
    news.round(REST + 1);
    assertThat(pushed).endsWith(RosterMessages.Presence.of(BOB, false));
    assertThat(news.told(BOB)).isFalse();
  }

  @Test
  void whoIsBackWithinHisRestCostsNoPushAndNoQuery() {
    comes(0);
    news.round(0);
    asked.clear();
    goes(1);
    comes(REST / 2);
    news.round(REST / 2);
    news.round(2 * REST);
    assertThat(pushed).hasSize(1);
    assertThat(asked).isEmpty();
  }

  @Test
  void whoComesIsShownBeforeHeIsToldOf() {
    comes(0);
    assertThat(news.told(BOB)).isTrue();
    goes(1);
    news.round(1 + REST);
    assertThat(pushed).as("for who was shown him").endsWith(RosterMessages.Presence.of(BOB, false));
  }

  @Test
  void whoComesAndBlinksBeforeHeIsToldOfIsToldOf() {
    comes(0);
    goes(1);
    comes(2);
    news.round(2);
    assertThat(pushed).containsExactly(RosterMessages.Presence.of(BOB, true));
  }

  @Test
  void whoCannotBeToldOfForWantOfTheDatabaseIsToldOfLater() {
    databaseAway = true;
    comes(0);
    news.round(0);
    assertThat(pushed).isEmpty();
    databaseAway = false;
    news.round(1);
    assertThat(pushed).containsExactly(RosterMessages.Presence.of(BOB, true));
  }

  @Test
  void nobodyIsAskedForWhereNobodyIsToHear() {
    sessions.all().forEach(session -> assertThat(sessions.remove(session)).isTrue());
    comes(0);
    news.round(0);
    assertThat(asked).isEmpty();
    assertThat(news.told(BOB)).as("for who comes later").isTrue();
  }

  @Test
  void manyAreAskedForInFewQueries() {
    List<Integer> many = new ArrayList<>();
    for (int user = 10; user < 10 + 2 * PresenceNews.AT_ONCE; user++) {
      many.add(user);
    }
    online.addAll(many);
    many.forEach(user -> news.moved(user, 0));
    news.round(0);
    assertThat(pushed).hasSameSizeAs(many);
    assertThat(asked).hasSize(2);
  }

  private void comes(long now) {
    online.add(BOB);
    news.moved(BOB, now);
  }

  private void goes(long now) {
    online.remove(BOB);
    news.moved(BOB, now);
  }

  /// All are friends of Ann alone.
  private Map<Integer, List<Integer>> friends(Collection<Integer> users) {
    if (databaseAway) {
      throw new StoreException.Unavailable(new IllegalStateException("away"));
    }
    asked.add(users.size());
    return users.stream().collect(Collectors.toMap(Function.identity(), _ -> List.of(ANN)));
  }

  private final class Heard extends DeafConnection {
    @Override
    public void send(Frame frame) {
      pushed.add(frame.message());
    }
  }
}
