package rookery.server;

import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import io.helidon.config.spi.ConfigSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import rookery.server.redis.Cluster;
import rookery.server.wire.TlsFiles;
import rookery.server.wire.TrustedProxies;
import rookery.server.wire.WireConfig;
import rookery.server.wire.WireConfig.Address;

/// A node's settings. A flag goes before an environment variable, that before the configuration
/// file, that before the default.
///
/// Keys are `tcp`, `http`, `admin` (HOST:PORT), `data` (folder), `store` (H2 file or `jdbc:mysql:`
/// URL), `store-user`, `store-password`, `redis` (URL; empty for a node that is alone),
/// `time-zone`, `classic-ack-limit` (bytes, 0 for none), `max-connections`, `max-not-signed-in`,
/// `allow-seed` (true: the keeper may make accounts for tests), `log-format` (text or json),
/// `tls-cert`, `tls-key` (PEM files; both or none), `trusted-proxies` (addresses or networks, with
/// commas between them), and those of [LimitConfig]. The variable of a key is `ROOKERY_` and the
/// key in capitals with `_` for `-`; the file is YAML or properties with the keys under `rookery`.
record ServerConfig(
    WireConfig wire,
    Path data,
    String store,
    String storeUser,
    String storePassword,
    String redis,
    ZoneId timeZone,
    int classicAckLimit,
    boolean allowSeed,
    boolean jsonLog) {
  private static final Map<String, String> DEFAULTS = new HashMap<>(LimitConfig.DEFAULTS);

  static {
    DEFAULTS.putAll(
        Map.ofEntries(
            Map.entry("tcp", "127.0.0.1:7700"),
            Map.entry("http", "127.0.0.1:7780"),
            Map.entry("admin", "127.0.0.1:7790"),
            Map.entry("allow-seed", "false"),
            Map.entry("log-format", "text"),
            Map.entry("data", ""),
            Map.entry("store", ""),
            Map.entry("store-user", ""),
            Map.entry("store-password", ""),
            Map.entry("redis", ""),
            Map.entry("tls-cert", ""),
            Map.entry("tls-key", ""),
            Map.entry("time-zone", ""),
            Map.entry("classic-ack-limit", "1000"),
            Map.entry("max-connections", "8000"),
            Map.entry("max-not-signed-in", "4000"),
            Map.entry("trusted-proxies", "127.0.0.0/8,::1")));
  }

  static final Set<String> KEYS = DEFAULTS.keySet();

  /// @param flags by key
  /// @param environment of the process
  /// @param file the configuration file; empty for none
  /// @throws ConfigException when a setting cannot be used
  static ServerConfig of(Map<String, String> flags, Map<String, String> environment, String file) {
    Config config = read(flags, environment, file).get("rookery");
    Set<String> unknown =
        config.asNodeList().orElse(List.of()).stream()
            .map(node -> node.key().name())
            .collect(Collectors.toSet());
    unknown.removeAll(KEYS);
    if (!unknown.isEmpty()) {
      throw new ConfigException(
          "There is no setting \""
              + unknown.iterator().next()
              + "\": "
              + KEYS.stream().sorted().toList()
              + " are known.");
    }
    WireConfig wire =
        new WireConfig(
            address(config, "tcp"),
            address(config, "http"),
            address(config, "admin"),
            number(config, "max-connections", 1),
            number(config, "max-not-signed-in", 1),
            proxies(config),
            LimitConfig.of(config, proxies(config)),
            tls(config));
    Path data =
        text(config, "data").isEmpty()
            ? dataFolder(environment)
            : Path.of(text(config, "data")).toAbsolutePath();
    String store =
        text(config, "store").isEmpty() ? data.resolve("record").toString() : text(config, "store");
    return new ServerConfig(
        wire,
        data,
        store,
        text(config, "store-user"),
        text(config, "store-password"),
        redis(config),
        zone(config),
        number(config, "classic-ack-limit", 0),
        text(config, "allow-seed").equals("true"),
        jsonLog(config));
  }

  /// Keeps the password out of logs.
  @Override
  public String toString() {
    return "ServerConfig[wire=" + wire + ", data=" + data + "]";
  }

  private static Config read(
      Map<String, String> flags, Map<String, String> environment, String file) {
    List<Supplier<? extends ConfigSource>> sources = new ArrayList<>();
    sources.add(ConfigSources.create(underRookery(flags)));
    Map<String, String> variables = new HashMap<>();
    for (String key : KEYS) {
      String value = environment.get("ROOKERY_" + key.toUpperCase(Locale.ROOT).replace('-', '_'));
      if (value != null) {
        variables.put(key, value);
      }
    }
    sources.add(ConfigSources.create(underRookery(variables)));
    if (!file.isEmpty()) {
      if (!Files.isReadable(Path.of(file))) {
        throw new ConfigException("The configuration file " + file + " cannot be read.");
      }
      sources.add(ConfigSources.file(file));
    }
    sources.add(ConfigSources.create(underRookery(DEFAULTS)));
    return Config.builder()
        .sources(sources)
        .disableEnvironmentVariablesSource()
        .disableSystemPropertiesSource()
        .build();
  }

  private static Map<String, String> underRookery(Map<String, String> settings) {
    return settings.entrySet().stream()
        .collect(Collectors.toMap(setting -> "rookery." + setting.getKey(), Map.Entry::getValue));
  }

  private static Path dataFolder(Map<String, String> environment) {
    String xdg = environment.getOrDefault("XDG_DATA_HOME", "");
    Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
    return (xdg.isEmpty() ? home.resolve(".local").resolve("share") : Path.of(xdg))
        .resolve("rookery")
        .toAbsolutePath();
  }

  private static String text(Config config, String key) {
    return config.get(key).asString().orElse("");
  }

  private static String redis(Config config) {
    String text = text(config, "redis");
    if (!text.isEmpty() && !Cluster.reachableBy(text)) {
      throw new ConfigException("The setting redis is no address: write redis://HOST:PORT.");
    }
    return text;
  }

  private static Optional<TlsFiles> tls(Config config) {
    String certificate = text(config, "tls-cert");
    String key = text(config, "tls-key");
    if (certificate.isEmpty() != key.isEmpty()) {
      throw new ConfigException("The settings tls-cert and tls-key go together: give both.");
    }
    return certificate.isEmpty()
        ? Optional.empty()
        : Optional.of(new TlsFiles(Path.of(certificate), Path.of(key)));
  }

  private static Address address(Config config, String key) {
    String text = text(config, key);
    int colon = text.lastIndexOf(':');
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      if (colon > 0 && port >= 0 && port <= 65_535) {
        return new Address(text.substring(0, colon), port);
      }
    } catch (NumberFormatException _) {
      // Said below.
    }
    throw new ConfigException("\"" + text + "\" is no address for " + key + ": write HOST:PORT.");
  }

  private static TrustedProxies proxies(Config config) {
    String text = text(config, "trusted-proxies");
    try {
      return TrustedProxies.parse(text);
    } catch (IllegalArgumentException _) {
      throw new ConfigException(
          "\""
              + text
              + "\" is no value for trusted-proxies: write addresses or networks like"
              + " 10.0.0.0/8, with commas between them.");
    }
  }

  static int number(Config config, String key, int min) {
    String text = text(config, key);
    try {
      int number = Integer.parseInt(text);
      if (number >= min) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Said below.
    }
    throw new ConfigException(
        "\"" + text + "\" is no value for " + key + ": write a number from " + min + " on.");
  }

  private static boolean jsonLog(Config config) {
    return switch (text(config, "log-format")) {
      case "json" -> true;
      case "text" -> false;
      case String other ->
          throw new ConfigException(
              "\"" + other + "\" is no value for log-format: write text or json.");
    };
  }

  private static ZoneId zone(Config config) {
    String text = text(config, "time-zone");
    try {
      return text.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(text);
    } catch (DateTimeException _) {
      throw new ConfigException("\"" + text + "\" is no time zone: write one like Asia/Shanghai.");
    }
  }
}
