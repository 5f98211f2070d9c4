package rookery.server.limit;

import java.time.Clock;
import rookery.server.limit.Refusals.Limit;

/// How often an address may log in with a password, and register. Thread-safe; does not block.
public final class LoginLimits {
  /// A refused login costs a person a moment.
  private static final int MIN_RETRY_MS = 1_000;

  private final Buckets<String> logins;
  private final Buckets<String> registrations;
  private final Networks excepted;
  private final Refusals refusals;

  public LoginLimits(LimitSettings settings, Clock clock, Refusals refusals) {
    logins = new Buckets<>(settings.addressLogins(), clock);
    registrations = new Buckets<>(settings.addressRegistrations(), clock);
    excepted = settings.excepted();
    this.refusals = refusals;
  }

  /// One more login with a password.
  ///
  /// @return 0 when it may come; else ms after which it may be tried again
  public int login(String address) {
    return take(logins, address);
  }

  /// One more registration.
  ///
  /// @return as above
  public int registration(String address) {
    return take(registrations, address);
  }

  private int take(Buckets<String> buckets, String address) {
    int retryMs = excepted.contains(address) ? 0 : buckets.take(Networks.site(address), 1);
    if (retryMs == 0) {
      return 0;
    }
    refusals.count(Limit.ADDRESS);
    return Math.max(MIN_RETRY_MS, retryMs);
  }
}
