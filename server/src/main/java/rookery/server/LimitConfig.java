package rookery.server;

import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rookery.server.limit.LimitSettings;
import rookery.server.limit.Networks;
import rookery.server.limit.Rate;
import rookery.server.wire.TrustedProxies;

/// The settings about what one connection, user or address may have: key, default and meaning of
/// each.
///
/// A person never meets them; a program that writes as fast as acks come does. Together they leave
/// a node of 8,000 connections and some 20,000 messages a second to the others, whatever one client
/// does.
final class LimitConfig {
  private record Line(String key, String fallback, String meaning) {}

  private static final List<Line> LINES =
      List.of(
          new Line("connection-messages", "8000/4s", "messages of a connection"),
          new Line("connection-bytes", "8000000/4s", "bytes of a connection"),
          new Line("user-messages", "5000/5s", "messages of a user"),
          new Line("user-bytes", "8000000/16s", "bytes of a user"),
          new Line("address-messages", "20000/5s", "messages of an address"),
          new Line("address-bytes", "32000000/8s", "bytes of an address"),
          new Line("address-logins", "200/40s", "logins by password of an address"),
          new Line("address-registrations", "100/1h", "registrations of an address"),
          new Line("user-sessions", "100", "sessions of a user at once"),
          new Line("address-connections", "1000", "connections of an address at once"),
          new Line("address-not-signed-in", "100", "of those with nobody signed in"),
          new Line("unlimited-addresses", "127.0.0.0/8,::1", "addresses held to none of these"));

  /// By key.
  static final Map<String, String> DEFAULTS =
      LINES.stream().collect(Collectors.toMap(Line::key, Line::fallback));

  private LimitConfig() {}

  /// As shipped.
  static LimitSettings defaults() {
    return of(Config.just(ConfigSources.create(DEFAULTS)), TrustedProxies.LOOPBACK);
  }

  /// @param config with all keys
  /// @throws ConfigException when a setting cannot be used
  static LimitSettings of(Config config, TrustedProxies trusted) {
    return new LimitSettings(
        rate(config, "connection-messages"),
        rate(config, "connection-bytes"),
        rate(config, "user-messages"),
        rate(config, "user-bytes"),
        rate(config, "address-messages"),
        rate(config, "address-bytes"),
        rate(config, "address-logins"),
        rate(config, "address-registrations"),
        ServerConfig.number(config, "user-sessions", 0),
        ServerConfig.number(config, "address-connections", 0),
        ServerConfig.number(config, "address-not-signed-in", 0),
        networks(config).and(trusted.networks()));
  }

  /// For `--help`.
  static String[] help() {
    return Stream.concat(
            Stream.of(
                "",
                "What one client may have at most, by ROOKERY_USER_MESSAGES and so on, or by the"
                    + " file (0: no limit; 5000/5s: 5000 at once, which come back within 5 s):"),
            LINES.stream()
                .map(line -> "  %-22s %s (%s)".formatted(line.key, line.meaning, line.fallback)))
        .toArray(String[]::new);
  }

  private static Rate rate(Config config, String key) {
    String text = config.get(key).asString().orElse("");
    try {
      return Rate.parse(text);
    } catch (IllegalArgumentException _) {
      throw new ConfigException(
          "\""
              + text
              + "\" is no value for "
              + key
              + ": write how many in how long, like 200/5s or 100/1h, or 0 for no limit.");
    }
  }

  private static Networks networks(Config config) {
    String text = config.get("unlimited-addresses").asString().orElse("");
    try {
      return Networks.parse(text);
    } catch (IllegalArgumentException _) {
      throw new ConfigException(
          "\""
              + text
              + "\" is no value for unlimited-addresses: write addresses or networks like"
              + " 10.0.0.0/8, with commas between them.");
    }
  }
}
