package rookery.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The client of the system that we start from, at the level of its socket: what it sends ends with
/// NUL, and one `recv` of 1,024 bytes is taken for exactly one object.
final class ClassicClient implements AutoCloseable {
  private static final int RECV = 1_024;

  private static final int PATIENCE_MS = 10_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Socket socket;
  private byte[] kept = {};

  ClassicClient(int port) throws IOException {
    this(port, PATIENCE_MS);
  }

  /// @param patienceMs how long it waits for an answer
  ClassicClient(int port, int patienceMs) throws IOException {
    socket = new Socket("127.0.0.1", port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(patienceMs);
  }

  void send(String... objects) throws IOException {
    sendRaw((String.join("\0", objects) + "\0").getBytes(StandardCharsets.UTF_8));
  }

  void sendRaw(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /// What one `recv` gives, as its parser would see it: one object under 1,024 bytes with its NUL.
  ///
  /// Where this thread was late and two objects came at once, the old client would lose the second;
  /// that is a matter of its machine, so here it is kept for the next call. That each goes out in a
  /// write of its own is tested at the writer.
  JsonNode recv() throws IOException {
    while (true) {
      for (int i = 0; i < kept.length; i++) {
        if (kept[i] == 0) {
          String text = new String(kept, 0, i, StandardCharsets.UTF_8);
          kept = Arrays.copyOfRange(kept, i + 1, kept.length);
          assertThat(i + 1).as("bytes of one object").isLessThan(RECV);
          return parse(text);
        }
      }
      byte[] bytes = new byte[RECV];
      int length = socket.getInputStream().read(bytes);
      assertThat(length).as("bytes in one recv").isPositive();
      int before = kept.length;
      kept = Arrays.copyOf(kept, before + length);
      System.arraycopy(bytes, 0, kept, before, length);
    }
  }

  /// Waits until the server has closed, having said nothing more.
  void awaitEnd() throws IOException {
    assertThat(kept).isEmpty();
    assertThat(socket.getInputStream().read()).isNegative();
  }

  JsonNode ask(String object) throws IOException {
    send(object);
    return recv();
  }

  /// Registers; since answers come in order, nothing else was on its way before the answer.
  int register(String name) throws IOException {
    JsonNode ack = ask("{\"msgid\":3,\"name\":\"" + name + "\",\"password\":\"123\"}");
    assertThat(ack.path("msgid").asInt()).isEqualTo(4);
    assertThat(ack.path("errno").asInt(-1)).isZero();
    return ack.path("id").asInt();
  }

  JsonNode login(int id) throws IOException {
    return ask("{\"msgid\":1,\"id\":" + id + ",\"password\":\"123\"}");
  }

  /// Logs in to see what it gives; who gets in goes out again.
  int errno(int id) {
    try {
      int errno = login(id).path("errno").asInt(-1);
      if (errno == 0) {
        send("{\"msgid\":10,\"id\":" + id + "}");
      }
      return errno;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<JsonNode> strings(JsonNode array) {
    List<JsonNode> objects = new ArrayList<>();
    for (JsonNode element : array) {
      assertThat(element.isTextual()).as("an object inside a string").isTrue();
      objects.add(parse(element.asText()));
    }
    return objects;
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not one JSON object: " + text, e);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
