package rookery.server.account;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import rookery.protocol.ErrorCode;
import rookery.server.dispatch.RefusedException;

/// Who may register, as the keeper has decided. Thread-safe; blocks on the store.
public final class Admission {
  private final Settings settings;
  private final SettingStore store;
  private final Clock clock;

  public Admission(Settings settings, SettingStore store, Clock clock) {
    this.settings = settings;
    this.store = store;
    this.clock = clock;
  }

  /// Registers, where that is allowed; a code is good for one account that is made.
  ///
  /// @param code null for none
  /// @param register makes the account; empty where its name is taken
  /// @throws RefusedException 403
  Optional<Integer> admitted(@Nullable String code, Supplier<Optional<Integer>> register) {
    return switch (settings.registration()) {
      case OPEN -> register.get();
      case CLOSED ->
          throw new RefusedException(ErrorCode.FORBIDDEN, "This server takes no new accounts.");
      case INVITATION -> {
        long now = clock.millis();
        long until = code == null ? 0 : store.takeCode(code, now);
        if (code == null || until == 0) {
          throw new RefusedException(
              ErrorCode.FORBIDDEN,
              "Registering here takes a code that is still good: ask who keeps this server.");
        }
        Optional<Integer> made = register.get();
        if (made.isEmpty()) {
          store.addCode(code, now, until);
        }
        yield made;
      }
    };
  }
}
