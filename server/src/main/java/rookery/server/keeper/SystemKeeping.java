package rookery.server.keeper;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import rookery.server.account.SettingStore;
import rookery.server.account.Settings;
import rookery.server.account.Tokens;

/// What the keeper decides for everybody.
public final class SystemKeeping {
  private static final Set<String> REGISTRATIONS = Set.of("open", "invitation", "closed");

  private static final int HOURS = 24 * 7;

  private static final int HOURS_MOST = 24 * 365;

  private static final int DAYS_MOST = 36_500;

  private static final int ANNOUNCEMENT = 1_000;

  private static final int CODE = 16;

  private final Settings settings;
  private final SettingStore store;
  private final History history;
  private final Tokens tokens;
  private final Clock clock;

  public SystemKeeping(
      Settings settings, SettingStore store, History history, Tokens tokens, Clock clock) {
    this.settings = settings;
    this.store = store;
    this.history = history;
    this.tokens = tokens;
    this.clock = clock;
  }

  List<KeeperCommand> commands() {
    return List.of(
        new KeeperCommand(
            "registration open|invitation|closed", 1, 1, words -> register(words.getFirst())),
        new KeeperCommand("invite [HOURS]", 0, 1, this::invite),
        new KeeperCommand(
            "announce TEXT", 1, Integer.MAX_VALUE, words -> announce(String.join(" ", words))),
        new KeeperCommand("history DAYS|forever", 1, 1, words -> history(words.getFirst())));
  }

  private String register(String word) {
    String wanted = word.toLowerCase(Locale.ROOT);
    if (!REGISTRATIONS.contains(wanted)) {
      throw KeeperCommand.refuse("Registration is open, invitation or closed.");
    }
    settings.registration(wanted);
    return switch (wanted) {
      case "open" -> "Everybody may register.";
      case "closed" -> "Nobody may register.";
      default -> "Who has a code may register: see invite.";
    };
  }

  private String invite(List<String> words) {
    int hours = words.isEmpty() ? HOURS : KeeperCommand.number(words.getFirst(), HOURS_MOST);
    String code = tokens.next().substring(0, CODE);
    long now = clock.millis();
    long until = now + Duration.ofHours(hours).toMillis();
    store.addCode(code, now, until);
    return "One account may be made until " + Instant.ofEpochMilli(until) + " with: " + code;
  }

  private String announce(String text) {
    if (text.isBlank() || text.codePointCount(0, text.length()) > ANNOUNCEMENT) {
      throw KeeperCommand.refuse("An announcement has 1 to " + ANNOUNCEMENT + " characters.");
    }
    settings.announce(text);
    return "All who are signed in are told.";
  }

  private String history(String word) {
    OptionalInt days =
        word.equals("forever")
            ? OptionalInt.empty()
            : OptionalInt.of(KeeperCommand.number(word, DAYS_MOST));
    settings.historyDays(days);
    history.now();
    return days.isEmpty()
        ? "Texts are kept for good; words that are gone do not come back."
        : "The words of texts are kept for " + days.getAsInt() + " days.";
  }
}
