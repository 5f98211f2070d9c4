package rookery.server.db;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// A store's setting taken apart.
///
/// @param embedded whether it is H2 in this process
/// @param url for the driver, without user and password
/// @param options for the driver, user and password among them
/// @param shown for logs and errors
record Target(boolean embedded, String url, Map<String, String> options, String shown) {
  private static final String H2 = "jdbc:h2:";
  private static final String MYSQL = "jdbc:mysql:";

  /// Longer than the letter of a drive.
  private static final Pattern SCHEME = Pattern.compile("[a-zA-Z]{2,}:");

  /// Housekeeping goes on between two commits, so that the file does not grow without end; what a
  /// commit needs on the disk is the work of [H2File].
  private static final Map<String, String> H2_OPTIONS =
      ordered(
          "MODE", "MySQL",
          "DATABASE_TO_LOWER", "TRUE",
          "CASE_INSENSITIVE_IDENTIFIERS", "TRUE",
          "DB_CLOSE_ON_EXIT", "FALSE",
          "LOCK_TIMEOUT", "1000",
          "WRITE_DELAY", "500",
          "RETENTION_TIME", "2000");

  /// TLS where the server offers it, whoever it is. Where it offers none, MySQL 8.4 still takes a
  /// password, encrypted with a key that it hands out: no worse than a certificate that nobody
  /// checks, and never used where `sslMode` demands a check.
  private static final Map<String, String> MYSQL_OPTIONS =
      ordered(
          "cachePrepStmts", "true",
          "useServerPrepStmts", "false",
          "prepStmtCacheSize", "250",
          "prepStmtCacheSqlLimit", "65536",
          "connectionTimeZone", "UTC",
          "forceConnectionTimeZoneToSession", "true",
          "useLocalSessionState", "true",
          "elideSetAutoCommits", "true",
          "cacheServerConfiguration", "true",
          "tcpKeepAlive", "true",
          "connectTimeout", "1000",
          "sslMode", "PREFERRED",
          "allowPublicKeyRetrieval", "true");

  Target {
    options = Map.copyOf(options);
  }

  /// @throws OpenException when it is no store that we know
  static Target of(DatabaseSettings settings) {
    String store = settings.store().strip();
    if (store.startsWith(MYSQL)) {
      return mysql(store, settings);
    }
    if (store.startsWith(H2)) {
      return h2(store, settings);
    }
    if (store.startsWith("jdbc:") || store.contains("://") || store.isEmpty()) {
      throw new OpenException(
          "The store must be the path of a file, jdbc:h2:… or jdbc:mysql:… (for MariaDB too).");
    }
    String path = Path.of(store).toAbsolutePath().normalize().toString();
    String name = path.endsWith(".mv.db") ? path.substring(0, path.length() - 6) : path;
    if (name.contains(";")) {
      throw new OpenException("The path of the store must not contain a semicolon.");
    }
    return h2(H2 + name, settings);
  }

  private static Target h2(String store, DatabaseSettings settings) {
    String[] parts = store.split(";", -1);
    Map<String, String> chosen = new LinkedHashMap<>();
    for (int i = 1; i < parts.length; i++) {
      putPair(chosen, parts[i]);
    }
    Map<String, String> options = new LinkedHashMap<>();
    options.put("user", signIn(settings.user(), chosen, "user", "sa"));
    options.put("password", signIn(settings.password(), chosen, "password", ""));
    String place = parts[0].substring(H2.length());
    if (place.startsWith("tcp:") || place.startsWith("ssl:")) {
      throw new OpenException("H2 must run in this process: only then commits reach the disk.");
    }
    StringBuilder url = new StringBuilder(H2).append(uninterruptible(place));
    with(H2_OPTIONS, chosen)
        .forEach((key, value) -> url.append(';').append(key).append('=').append(value));
    return new Target(true, url.toString(), options, parts[0]);
  }

  /// H2's usual way to a file loses it for good when one thread is interrupted on its way through,
  /// and then takes commits that reach no disk; this one goes on. Other ways, such as `mem:`, stay.
  private static String uninterruptible(String place) {
    String path = place.startsWith("file:") ? place.substring("file:".length()) : place;
    return SCHEME.matcher(path).lookingAt() ? path : "async:" + path;
  }

  private static Target mysql(String store, DatabaseSettings settings) {
    int query = store.indexOf('?');
    Map<String, String> chosen = new LinkedHashMap<>();
    if (query >= 0) {
      for (String pair : store.substring(query + 1).split("&", -1)) {
        putPair(chosen, URLDecoder.decode(pair, StandardCharsets.UTF_8));
      }
    }
    String url = query < 0 ? store : store.substring(0, query);
    int at = url.lastIndexOf('@');
    if (at >= 0) {
      int start = url.indexOf("//") + 2;
      String[] who = url.substring(start, at).split(":", 2);
      chosen.put("user", URLDecoder.decode(who[0], StandardCharsets.UTF_8));
      chosen.put(
          "password", who.length < 2 ? "" : URLDecoder.decode(who[1], StandardCharsets.UTF_8));
      url = url.substring(0, start) + url.substring(at + 1);
    }
    String user = signIn(settings.user(), chosen, "user", "");
    String password = signIn(settings.password(), chosen, "password", "");
    Map<String, String> options = with(MYSQL_OPTIONS, chosen);
    options.put("user", user);
    options.put("password", password);
    return new Target(false, url, options, url);
  }

  /// Takes user or password out of the options; what the setting says apart goes first.
  private static String signIn(
      String setting, Map<String, String> options, String name, String absent) {
    String[] found = {absent};
    options
        .entrySet()
        .removeIf(option -> {
          boolean match = option.getKey().toLowerCase(Locale.ROOT).equals(name);
          if (match) {
            found[0] = option.getValue();
          }
          return match;
        });
    return setting.isEmpty() ? found[0] : setting;
  }

  private static Map<String, String> with(Map<String, String> ours, Map<String, String> chosen) {
    Map<String, String> all = new LinkedHashMap<>(ours);
    all.putAll(chosen);
    return all;
  }

  private static void putPair(Map<String, String> options, String pair) {
    int equals = pair.indexOf('=');
    if (equals > 0) {
      options.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
  }

  private static Map<String, String> ordered(String... pairs) {
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      options.put(pairs[i], pairs[i + 1]);
    }
    return options;
  }
}
