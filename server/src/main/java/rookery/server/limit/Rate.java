package rookery.server.limit;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// So many at once, and as many again in each period.
///
/// @param count from 1; 0 for no limit
/// @param period in which what was used comes back, evenly
public record Rate(int count, Duration period) {
  /// No limit.
  public static final Rate NONE = new Rate(0, Duration.ofSeconds(1));

  private static final Pattern TEXT = Pattern.compile("(\\d{1,9})/(\\d{1,6})([smh])");

  /// @throws IllegalArgumentException when a number is out of bounds
  public Rate {
    if (count < 0 || !period.isPositive()) {
      throw new IllegalArgumentException(count + " in " + period);
    }
  }

  /// @param text such as `200/5s`, `100/1h`; `0` for no limit
  /// @throws IllegalArgumentException when it is neither
  public static Rate parse(String text) {
    if (text.equals("0")) {
      return NONE;
    }
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text);
    }
    long length = Long.parseLong(matcher.group(2));
    Duration period =
        switch (matcher.group(3)) {
          case "s" -> Duration.ofSeconds(length);
          case "m" -> Duration.ofMinutes(length);
          default -> Duration.ofHours(length);
        };
    return new Rate(Integer.parseInt(matcher.group(1)), period);
  }

  /// Whether there is no limit.
  public boolean none() {
    return count == 0;
  }

  /// Until one of them comes back, in ns; 1 at least.
  long interval() {
    return Math.max(1, period.toNanos() / count);
  }
}
