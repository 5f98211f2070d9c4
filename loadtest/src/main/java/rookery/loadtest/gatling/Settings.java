package rookery.loadtest.gatling;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import rookery.loadtest.link.Address;

/// What a simulation is to do. It travels in system properties, since Gatling makes the simulation.
///
/// @param users who write to each other in pairs
/// @param lasting how long they write
/// @param perSecond messages of each user
/// @param accounts the file with one account a line, at least as many as users
/// @param results where the numbers go
public record Settings(
    Address tcp,
    Address http,
    int users,
    Duration lasting,
    double perSecond,
    Path accounts,
    Path results) {
  private static final String PREFIX = "rookery.bench.";

  void toProperties(Properties properties) {
    properties.setProperty(PREFIX + "tcp", tcp.toString());
    properties.setProperty(PREFIX + "http", http.toString());
    properties.setProperty(PREFIX + "users", Integer.toString(users));
    properties.setProperty(PREFIX + "millis", Long.toString(lasting.toMillis()));
    properties.setProperty(PREFIX + "rate", Double.toString(perSecond));
    properties.setProperty(PREFIX + "accounts", accounts.toString());
    properties.setProperty(PREFIX + "results", results.toString());
  }

  static Settings fromProperties() {
    return new Settings(
        Address.parse(get("tcp")),
        Address.parse(get("http")),
        Integer.parseInt(get("users")),
        Duration.ofMillis(Long.parseLong(get("millis"))),
        Double.parseDouble(get("rate")),
        Path.of(get("accounts")),
        Path.of(get("results")));
  }

  private static String get(String key) {
    return System.getProperty(PREFIX + key, "");
  }
}
