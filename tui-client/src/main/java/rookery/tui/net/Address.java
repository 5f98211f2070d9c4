package rookery.tui.net;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;

/// Where a server listens, by which transport, and who it must be.
///
/// @param scheme `tcp`, `tls` (TCP in TLS), `ws` or `wss`
/// @param path of the WebSocket; empty over TCP
/// @param pin SHA-256 of its certificate, in hex; empty when the trust store decides
public record Address(String scheme, String host, int port, String path, String pin) {
  /// Where a server listens for TCP unless it is told otherwise.
  public static final int TCP_PORT = 7700;

  private static final Set<String> SCHEMES = Set.of("tcp", "tls", "ws", "wss");

  private static final int WS_PORT = 7780;
  private static final int WSS_PORT = 443;

  /// Reads `HOST`, `HOST:PORT`, `[IPV6]:PORT`, `tls://…`, `ws://HOST:PORT/ws` or `wss://…`; what is
  /// left out has its default.
  ///
  /// @throws IllegalArgumentException with one sentence for a person
  public static Address parse(String text) {
    String stripped = text.strip();
    int slashes = stripped.indexOf("://");
    String scheme = slashes < 0 ? "tcp" : stripped.substring(0, slashes).toLowerCase(Locale.ROOT);
    String rest = slashes < 0 ? stripped : stripped.substring(slashes + 3);
    if (!SCHEMES.contains(scheme)) {
      throw bad(text);
    }
    URI uri;
    try {
      uri = URI.create("any://" + (isBareIpv6(rest) ? "[" + rest + "]" : rest));
    } catch (IllegalArgumentException _) {
      throw bad(text);
    }
    String host = uri.getHost();
    boolean tcp = scheme.startsWith("t");
    String path = uri.getPath() == null ? "" : uri.getPath();
    if (host == null || uri.getPort() > 65_535 || uri.getPort() == 0 || tcp && !path.isEmpty()) {
      throw bad(text);
    }
    int port = uri.getPort() > 0 ? uri.getPort() : defaultPort(scheme);
    return new Address(
        scheme, unbracketed(host), port, tcp ? "" : path.isEmpty() ? "/ws" : path, "");
  }

  /// The same by TLS.
  public Address secured() {
    String secure =
        switch (scheme) {
          case "tcp" -> "tls";
          case "ws" -> "wss";
          default -> scheme;
        };
    return new Address(secure, host, port, path, pin);
  }

  /// The same, but only the server with this certificate.
  ///
  /// @param fingerprint SHA-256 in hex, with or without colons
  /// @throws IllegalArgumentException with one sentence for a person
  public Address pinned(String fingerprint) {
    return new Address(scheme, host, port, path, Tls.fingerprint(fingerprint));
  }

  /// Whether it is spoken to over TCP, without a WebSocket.
  public boolean tcp() {
    return scheme.equals("tcp") || scheme.equals("tls");
  }

  /// Whether nobody on the way can read what is said.
  public boolean secure() {
    return scheme.equals("tls") || scheme.equals("wss");
  }

  /// Whether it is this machine itself. May block: a name is looked up.
  public boolean here() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException _) {
      return false;
    }
  }

  /// As a person types it.
  @Override
  public String toString() {
    String bracketed = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return (scheme.equals("tcp") ? "" : scheme + "://") + bracketed + ":" + port + path;
  }

  private static int defaultPort(String scheme) {
    return switch (scheme) {
      case "ws" -> WS_PORT;
      case "wss" -> WSS_PORT;
      default -> TCP_PORT;
    };
  }

  private static boolean isBareIpv6(String text) {
    return text.indexOf('[') < 0 && text.indexOf(':') != text.lastIndexOf(':');
  }

  private static String unbracketed(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static IllegalArgumentException bad(String text) {
    return new IllegalArgumentException(
        "\"" + text + "\" is no address of a server: try HOST, HOST:PORT or ws://HOST:PORT/ws.");
  }
}
