package rookery.tui.net;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Which server is believed: one whose certificate somebody in the JDK's trust store vouches for,
/// and that is for the host's name; or the one with the pinned certificate, whatever stands in it.
final class Tls {
  private Tls() {}

  /// A hex text of SHA-256, as it is printed by many: with or without colons.
  ///
  /// @throws IllegalArgumentException with one sentence for a person
  static String fingerprint(String text) {
    String hex = text.strip().replace(":", "").toLowerCase(Locale.ROOT);
    if (!hex.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is no fingerprint: give the 64 hex digits of SHA-256 that the server"
              + " prints when it starts.");
    }
    return hex;
  }

  /// @param pin empty for none
  static SSLContext context(String pin) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, pin.isEmpty() ? null : new TrustManager[] {new Pinned(pin)}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // each JDK has it
    }
  }

  /// Shakes hands on an open socket; blocks for as long as its time-out says.
  static SSLSocket over(Socket socket, Address address) throws IOException {
    SSLSocket secure =
        (SSLSocket)
            context(address.pin())
                .getSocketFactory()
                .createSocket(socket, address.host(), address.port(), true);
    SSLParameters parameters = secure.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS"); // the name is looked at
    secure.setSSLParameters(parameters);
    secure.startHandshake();
    return secure;
  }

  /// Believes one certificate, and nobody's word about others.
  private static final class Pinned extends X509ExtendedTrustManager {
    private final String pin;

    Pinned(String pin) {
      this.pin = pin;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      String found;
      try {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(chain[0].getEncoded());
        found = HexFormat.of().formatHex(hash);
      } catch (GeneralSecurityException e) {
        throw new CertificateException(e);
      }
      if (!found.equals(pin)) {
        throw new CertificateException(
            "The server shows another certificate than the pinned one: do not go on unless who"
                + " runs it confirms the fingerprint "
                + found
                + ".");
      }
    }

    @Override
    public void checkServerTrusted(
        X509Certificate[] chain, String authType, @Nullable Socket socket)
        throws CertificateException {
      checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(
        X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
        throws CertificateException {
      checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      throw new CertificateException("There are no clients here.");
    }

    @Override
    public void checkClientTrusted(
        X509Certificate[] chain, String authType, @Nullable Socket socket)
        throws CertificateException {
      checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(
        X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
        throws CertificateException {
      checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
