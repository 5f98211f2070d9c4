package rookery.tui.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whom the client believes, against a server that shows a certificate nobody vouches for.
final class TlsIT {
  private static final String PASSWORD = "changeit";
  private static final String TRUST_STORE = "javax.net.ssl.trustStore";

  @TempDir private static Path folder;
  private static SSLServerSocket server;
  private static String fingerprint;

  @BeforeAll
  static void start() throws IOException, InterruptedException, GeneralSecurityException {
    Path file = folder.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    byte[] certificate = store.getCertificate("server").getEncoded();
    fingerprint =
        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate));
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    server = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0);
    Thread.ofVirtual().start(TlsIT::serve);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Test
  void serverWithThePinnedCertificateIsBelieved() throws IOException, InterruptedException {
    Address address = address("tls://127.0.0.1:").pinned(fingerprint.toUpperCase(Locale.ROOT));
    try (Wire wire = Wire.open(address, Timers.STANDARD)) {
      wire.write(List.of("hello"));
      assertThat(wire.read()).isEqualTo("hello");
    }
  }

  @Test
  void serverThatNobodyVouchesForIsNot() {
    String sentence =
        "Nobody whom this machine trusts vouches for the server's certificate: ask for its"
            + " fingerprint, and give it by --tls-fingerprint.";
    assertThat(why(address("tls://localhost:"))).isEqualTo(sentence);
    assertThat(why(address("wss://localhost:"))).isEqualTo(sentence);
  }

  @Test
  void serverWithAnotherCertificateThanThePinnedOneIsNot() {
    String other = "ab".repeat(32);
    String start = "The server shows another certificate than the pinned one";
    assertThat(why(address("tls://localhost:").pinned(other)))
        .startsWith(start)
        .contains(fingerprint);
    assertThat(why(address("wss://localhost:").pinned(other))).startsWith(start);
  }

  @Test
  void webSocketGoesThroughTheSameDoor() {
    assertThat(why(address("wss://127.0.0.1:").pinned(fingerprint)))
        .as("it got through TLS, and found that no HTTP is spoken")
        .isEqualTo("The connection broke.");
  }

  @Test
  void trustedCertificateMustBeForTheHost() throws IOException, InterruptedException {
    System.setProperty(TRUST_STORE, folder.resolve("server.p12").toString());
    System.setProperty(TRUST_STORE + "Password", PASSWORD);
    try {
      try (Wire wire = Wire.open(address("tls://localhost:"), Timers.STANDARD)) {
        wire.write(List.of("hello"));
        assertThat(wire.read()).isEqualTo("hello");
      }
      assertThat(why(address("tls://127.0.0.1:")))
          .isEqualTo("The server's certificate is not for this host: check the address.");
    } finally {
      System.clearProperty(TRUST_STORE);
      System.clearProperty(TRUST_STORE + "Password");
    }
  }

  @Test
  void whatIsNoFingerprintIsSaid() {
    assertThat(
            catchThrowableOfType(
                    IllegalArgumentException.class, () -> address("tls://a:").pinned("12:34"))
                .getMessage())
        .endsWith("prints when it starts.");
  }

  private static Address address(String start) {
    return Address.parse(start + server.getLocalPort());
  }

  private static String why(Address address) {
    return Why.sentence(
        catchThrowableOfType(
            IOException.class,
            () -> {
              try (Wire _ = Wire.open(address, Timers.STANDARD)) {
                // It must not come to this.
              }
            }));
  }

  /// Says each first line back.
  private static void serve() {
    while (!server.isClosed()) {
      try (SSLSocket socket = (SSLSocket) server.accept();
          BufferedReader in =
              new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
        String line = in.readLine() + "\n";
        socket.getOutputStream().write(line.getBytes(StandardCharsets.UTF_8));
      } catch (IOException _) {
        // The client did not believe it, or the test is over.
      }
    }
  }
}
