package rookery.server.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rookery.protocol.codec.Frame;
import rookery.server.limit.LimitSettings;
import rookery.server.session.Connection;

/// Both listeners in TLS, with a certificate that was made just now.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class TlsIT {
  private static final String PASSWORD = "changeit";
  private static final String HELLO = "{\"msgid\":12,\"v\":2}\n";
  private static final String PONG = "{\"msgid\":13,\"ts\":1}";
  private static final Duration SHORT = Duration.ofMillis(300);

  /// For an honest handshake on a busy machine.
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(3);

  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private static Path folder;
  private static TlsFiles files;
  private static TlsFiles others;
  private static SSLContext trusting;

  @BeforeAll
  static void make() throws IOException, GeneralSecurityException {
    files = make("EC", "server");
    others = make("RSA", "other");
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store("server"));
    trusting = SSLContext.getInstance("TLS");
    trusting.init(null, trust.getTrustManagers(), null);
  }

  @Test
  void tcpClientIsServedInsideTls() throws IOException {
    try (EchoNode node = node(LONG, LONG);
        SSLSocket client = client(node);
        BufferedReader in = reader(client)) {
      for (int i = 0; i < 3; i++) {
        send(client, HELLO);
        assertThat(in.readLine()).isEqualTo(PONG);
      }
      assertThat(client.getSession().getProtocol()).isEqualTo("TLSv1.3");
    }
  }

  @Test
  void webSocketIsServedInsideTls() throws InterruptedException {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    try (EchoNode node = node(LONG, LONG);
        HttpClient http = HttpClient.newBuilder().sslContext(trusting).build()) {
      WebSocket socket =
          http.newWebSocketBuilder()
              .buildAsync(
                  URI.create("wss://localhost:" + node.listeners.port("http") + "/ws"),
                  new WebSocket.Listener() {
                    @Override
                    public @Nullable CompletionStage<?> onText(
                        WebSocket from, CharSequence text, boolean last) {
                      heard.add(text.toString());
                      from.request(1);
                      return null;
                    }
                  })
              .join();
      socket.sendText(HELLO.strip(), true).join();
      assertThat(Waiting.forNext(heard)).isEqualTo(PONG);
      socket.abort();
      assertThat(Waiting.forNext(node.echo.closed)).isNotNull();
    }
  }

  @Test
  void fingerprintIsThatOfTheCertificate() throws GeneralSecurityException, IOException {
    byte[] certificate = store("server").getCertificate("server").getEncoded();
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate);
    try (EchoNode node = node(LONG, LONG)) {
      assertThat(node.listeners.fingerprint()).contains(HexFormat.of().formatHex(hash));
    }
  }

  @Test
  void whoDoesNotSpeakTlsIsNotServed() {
    try (EchoNode node = node(LONG, LONG);
        TcpClient client = node.tcp()) {
      client.sendOrLeave(HELLO);
      assertThat(client.until(-1)).doesNotContain("msgid");
      assertThat(node.echo.pinged).isEmpty();
    }
  }

  @Test
  void silentHandshakeEndsAndLeavesTheOthersAlone() throws IOException {
    try (EchoNode node = node(LONG_ENOUGH, LONG);
        TcpClient silent = node.tcp();
        SSLSocket client = client(node);
        BufferedReader in = reader(client)) {
      silent.awaitEnd();
      send(client, HELLO);
      assertThat(in.readLine()).as("it is past its handshake").isEqualTo(PONG);
    }
  }

  @Test
  void moreSilentOnesThanThereIsRoomForDoNotKeepOthersOut() throws IOException {
    List<TcpClient> silent = new ArrayList<>();
    try (EchoNode node = node(LONG, LONG)) {
      for (int i = 0; i < Handshakes.MAX; i++) {
        silent.add(node.tcp());
      }
      try (SSLSocket client = client(node);
          BufferedReader in = reader(client)) {
        send(client, HELLO);
        assertThat(in.readLine()).isEqualTo(PONG);
      }
    } finally {
      silent.forEach(TcpClient::close);
    }
  }

  @Test
  void whoReadsNothingIsCut() throws InterruptedException, IOException {
    try (EchoNode node = node(LONG, SHORT);
        SSLSocket client = client(node);
        BufferedReader in = reader(client)) {
      send(client, HELLO);
      assertThat(in.readLine()).isEqualTo(PONG);
      Connection stuck = Waiting.forNext(node.echo.pinged);
      Frame frame = new Frame(Echo.posted(1, "x".repeat(1_000_000)));
      while (node.echo.closed.isEmpty()) {
        stuck.send(frame);
        Thread.onSpinWait();
      }
      assertThat(Waiting.forNext(node.echo.closed)).isSameAs(stuck);
    }
  }

  @Test
  void goodbyeIsSaidInsideTls() throws IOException {
    EchoNode node = node(LONG, LONG);
    try (SSLSocket client = client(node);
        BufferedReader in = reader(client)) {
      send(client, HELLO);
      assertThat(in.readLine()).isEqualTo(PONG);
      node.close();
      assertThat(in.readLine()).startsWith("{\"msgid\":90,\"code\":503,");
      assertThat(in.readLine()).isNull();
    }
  }

  @Test
  void filesThatCannotBeUsedAreSaid() throws IOException {
    Path missing = folder.resolve("missing.pem");
    Path nonsense = Files.writeString(folder.resolve("nonsense.pem"), "nonsense");
    refused(new TlsFiles(missing, files.key()), "missing.pem cannot be read");
    refused(new TlsFiles(files.certificate(), missing), "missing.pem cannot be read");
    refused(new TlsFiles(nonsense, files.key()), "holds no certificate in PEM");
    refused(new TlsFiles(files.certificate(), nonsense), "holds no key in PEM");
    refused(new TlsFiles(files.certificate(), others.key()), "cannot be read as one of the kind");
    TlsFiles third = make("EC", "third");
    refused(new TlsFiles(files.certificate(), third.key()), "is not that of the certificate");
    assertThat(TlsIdentity.read(others).chain()).hasSize(1);
  }

  private static void refused(TlsFiles bad, String sentence) {
    assertThatThrownBy(() -> TlsIdentity.read(bad))
        .isInstanceOf(ListenException.class)
        .hasMessageContaining(sentence);
  }

  private static EchoNode node(Duration handshake, Duration write) {
    WireConfig.Address any = EchoNode.ANY;
    var times =
        new WireTimes(LONG, LONG, handshake, write, Duration.ofSeconds(2), Duration.ofMillis(10));
    return new EchoNode(
        new WireConfig(
            any,
            any,
            any,
            100,
            100,
            TrustedProxies.LOOPBACK,
            LimitSettings.NONE,
            Optional.of(files)),
        times);
  }

  private static SSLSocket client(EchoNode node) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            trusting.getSocketFactory().createSocket("127.0.0.1", node.listeners.port("tcp"));
    socket.setSoTimeout(10_000);
    socket.startHandshake();
    return socket;
  }

  private static BufferedReader reader(SSLSocket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  private static void send(SSLSocket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static TlsFiles make(String algorithm, String name) throws IOException {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process process =
        new ProcessBuilder(
                List.of(
                    keytool,
                    "-genkeypair",
                    "-alias",
                    name,
                    "-keyalg",
                    algorithm,
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "san=dns:localhost,ip:127.0.0.1",
                    "-validity",
                    "2",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    folder.resolve(name + ".p12").toString(),
                    "-storepass",
                    PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(process.waitFor()).as("keytool").isZero();
      KeyStore store = store(name);
      Certificate certificate = store.getCertificate(name);
      return new TlsFiles(
          pem(name + "-certificate", "CERTIFICATE", certificate.getEncoded()),
          pem(
              name + "-key",
              "PRIVATE KEY",
              store.getKey(name, PASSWORD.toCharArray()).getEncoded()));
    } catch (GeneralSecurityException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path pem(String name, String what, byte[] der) throws IOException {
    String text = Base64.getMimeEncoder().encodeToString(der);
    return Files.writeString(
        folder.resolve(name + ".pem"),
        "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
  }

  private static KeyStore store(String name) throws IOException, GeneralSecurityException {
    return KeyStore.getInstance(folder.resolve(name + ".p12").toFile(), PASSWORD.toCharArray());
  }
}
