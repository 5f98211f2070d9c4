package rookery.tui.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocketHandshakeException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// What went wrong with a connection, as one sentence for a person.
final class Why {
  private Why() {}

  static String sentence(IOException e) {
    Throwable root = e;
    while (root.getCause() != null && !known(root)) {
      root = root.getCause();
    }
    return switch (root) {
      case UnknownHostException unknown -> "There is no host \"" + unknown.getMessage() + "\".";
      case UnresolvedAddressException _ -> "There is no host of that name.";
      case NoRouteToHostException _ -> "The network has no way to the server.";
      case SocketTimeoutException _, HttpTimeoutException _ -> "The server does not answer.";
      case ConnectException _ -> "Nobody listens there.";
      case CertPathBuilderException _ ->
          "Nobody whom this machine trusts vouches for the server's certificate: ask for its"
              + " fingerprint, and give it by --tls-fingerprint.";
      case CertificateExpiredException _, CertificateNotYetValidException _ ->
          "The server's certificate has expired, or is not good yet.";
      case CertificateException no ->
          ended(
              no.getMessage(), "The server's certificate is not for this host: check the address.");
      case SSLException _ -> "No encrypted connection comes about: is it TLS that is spoken there?";
      case WebSocketHandshakeException _ -> "There is no chat at that WebSocket address.";
      default -> ended(e.getMessage(), "The connection broke.");
    };
  }

  private static boolean known(Throwable cause) {
    return cause instanceof UnresolvedAddressException
        || cause instanceof UnknownHostException
        || cause instanceof SocketTimeoutException
        || cause instanceof HttpTimeoutException
        || cause instanceof WebSocketHandshakeException;
  }

  /// Our own messages are sentences; those of the JDK are not.
  private static String ended(@Nullable String message, String otherwise) {
    return message != null && message.endsWith(".") ? message : otherwise;
  }
}
