package rookery.server.account;

import java.time.Clock;
import java.util.Map;
import java.util.OptionalInt;
import rookery.protocol.AccountMessages.Announcement;
import rookery.server.session.Sessions;

/// What the keeper has decided, as this node knows it: read again every second, and kept as it was
/// while the record does not answer. A new announcement is told to the sessions here. Thread-safe.
public final class Settings implements AutoCloseable {
  private static final String REGISTRATION = "registration";

  private static final String HISTORY_DAYS = "history-days";

  private static final String ANNOUNCEMENT = "announcement";

  private final SettingStore store;
  private final Sessions sessions;
  private final Clock clock;
  private final EachSecond rounds;
  private volatile Map<String, String> known = Map.of();
  private volatile boolean read;

  /// Who may register.
  public enum Registration {
    OPEN,
    INVITATION,
    CLOSED
  }

  public Settings(SettingStore store, Sessions sessions, Clock clock) {
    this.store = store;
    this.sessions = sessions;
    this.clock = clock;
    this.rounds = new EachSecond("settings", "the settings stay as they were", this::look);
  }

  /// Reads them for the first time, and goes on.
  public void start() {
    look();
    rounds.start();
  }

  public Registration registration() {
    return switch (known.getOrDefault(REGISTRATION, "open")) {
      case "closed" -> Registration.CLOSED;
      case "invitation" -> Registration.INVITATION;
      default -> Registration.OPEN;
    };
  }

  /// For how many days the words of texts are kept; empty for good.
  public OptionalInt historyDays() {
    String days = known.getOrDefault(HISTORY_DAYS, "");
    return days.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(days));
  }

  /// @param word of [Registration], in small letters
  public void registration(String word) {
    set(REGISTRATION, word);
  }

  public void historyDays(OptionalInt days) {
    set(HISTORY_DAYS, days.isEmpty() ? "" : String.valueOf(days.getAsInt()));
  }

  /// Tells all who are signed in, on all nodes.
  public void announce(String text) {
    set(ANNOUNCEMENT, clock.millis() + " " + text);
  }

  @Override
  public void close() {
    rounds.close();
  }

  private void set(String name, String content) {
    store.set(name, content);
    look();
  }

  private synchronized void look() {
    Map<String, String> now = Map.copyOf(store.all());
    String before = known.getOrDefault(ANNOUNCEMENT, "");
    String announced = now.getOrDefault(ANNOUNCEMENT, "");
    known = now;
    if (read && !announced.equals(before)) {
      String[] parts = announced.split(" ", 2);
      var message = new Announcement(Long.parseLong(parts[0]), parts[1]);
      sessions.all().forEach(session -> session.send(message));
    }
    read = true;
  }
}
