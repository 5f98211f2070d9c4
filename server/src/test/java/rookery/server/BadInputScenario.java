package rookery.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.SendDirect;

/// What is no message, or no message that this sender may send, in version 2: each gets its named
/// error, and nothing is half done.
interface BadInputScenario {
  TestNode node();

  /// A version 2 connection, line by line.
  final class Lines implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Socket socket;
    private final BufferedReader in;

    Lines(int port) throws IOException {
      socket = new Socket("127.0.0.1", port);
      socket.setSoTimeout(10_000);
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      assertThat(ask("{\"msgid\":12,\"v\":2,\"rid\":1}").path("msgid").asInt()).isEqualTo(13);
    }

    JsonNode ask(String frame) throws IOException {
      return askRaw((frame + "\n").getBytes(StandardCharsets.UTF_8));
    }

    JsonNode askRaw(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
      String line = in.readLine();
      assertThat(line).as("an answer").isNotNull();
      assertThat(line).doesNotContain("Exception").doesNotContain("rookery.");
      return JSON.readTree(line);
    }

    void expectClosed() throws IOException {
      assertThat(in.readLine()).as("nothing more").isNull();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private Lines lines() throws IOException {
    return new Lines(node().tcp());
  }

  @Test
  default void malformedFramesGet400AndTheConnectionGoesOn() throws IOException {
    try (Lines lines = lines()) {
      for (String bad :
          new String[] {
            "{broken",
            "nonsense",
            "[1]",
            "{\"rid\":5}",
            "{\"msgid\":4711,\"rid\":5}",
            "{\"msgid\":60,\"rid\":5,\"v\":3}",
            "{\"msgid\":\"5\",\"rid\":5}",
            "{\"msgid\":1,\"rid\":5}",
            "{\"msgid\":1,\"rid\":5,\"device\":\"d\",\"name\":7,\"password\":\"x\"}",
            "{\"msgid\":3,\"rid\":5,\"name\":\"a\\u0000b\",\"password\":\"12345678\"}",
            "{\"msgid\":3,\"rid\":5,\"name\":\"12345\",\"password\":\"12345678\"}",
            "{\"msgid\":3,\"rid\":5,\"name\":\""
                + "\ufdfa".repeat(20)
                + "\",\"password\":\"12345678\"}",
            "{\"msgid\":3,\"rid\":5,\"name\":\"shortpw\",\"password\":\"1234567\"}",
          }) {
        JsonNode answer = lines.ask(bad);
        assertThat(answer.path("code").asInt()).as(bad + " → " + answer).isEqualTo(400);
        assertThat(answer.path("errmsg").asText()).as(bad).isNotEmpty();
      }
      JsonNode brokenOff = lines.ask("{\"msgid\":12,\"rid\":5\n{\"msgid\":12,\"rid\":6}");
      assertThat(brokenOff.path("code").asInt()).isEqualTo(400);
      assertThat(lines.ask("").path("rid").asInt())
          .as("the frame after the one broken off")
          .isEqualTo(6);
    }
  }

  @Test
  default void everythingBeforeLoginIs401() throws IOException {
    try (Lines lines = lines()) {
      JsonNode answer = lines.ask("{\"msgid\":5,\"rid\":7,\"cmid\":\"c\",\"to\":1,\"msg\":\"hi\"}");
      assertThat(answer.path("code").asInt()).isEqualTo(401);
      assertThat(answer.path("rid").asInt()).isEqualTo(7);
      assertThat(answer.path("of").asInt()).isEqualTo(5);
      assertThat(answer.path("cmid").asText()).isEqualTo("c");
    }
  }

  @Test
  default void tooDeepAndTooLongAndInvalidUtf8AreAnsweredOnceAndClosed() throws IOException {
    try (Lines lines = lines()) {
      assertThat(lines.ask("{\"a\":" + "[".repeat(16)).path("code").asInt()).isEqualTo(413);
      lines.expectClosed();
    }
    try (Lines lines = lines()) {
      assertThat(lines.ask("{\"a\":\"" + "x".repeat(65_536)).path("code").asInt()).isEqualTo(413);
      lines.expectClosed();
    }
    try (Lines lines = lines()) {
      byte[] frame = "{\"msgid\":12,\"x\":\"?\"}\n".getBytes(StandardCharsets.UTF_8);
      frame["{\"msgid\":12,\"x\":\"".length()] = (byte) 0xC0;
      assertThat(lines.askRaw(frame).path("code").asInt()).isEqualTo(400);
      lines.expectClosed();
    }
  }

  @Test
  default void anothersIdAsSenderIsNotBelievedAndControlCharactersArriveAsTheyAre() {
    try (ScriptedClient ann = ScriptedClient.tcp(node().tcp()).register(ChatScenario.name("ann"));
        ScriptedClient bob =
            ScriptedClient.webSocket(node().http()).register(ChatScenario.name("bob"))) {
      ChatScenario.befriend(ann, bob);
      ann.sendText(
          "{\"msgid\":5,\"rid\":900,\"cmid\":\"c-1\",\"to\":"
              + bob.id
              + ",\"msg\":\"\\u001b[2J\\u0007red\",\"id\":"
              + bob.id
              + ",\"name\":\"bob\",\"ts\":1,\"seq\":99,\"conv\":99}");
      DirectPosted posted = bob.await(DirectPosted.class);
      assertThat(posted.sender()).isEqualTo(ann.id);
      assertThat(posted.seq()).isEqualTo(2);
      assertThat(posted.ts()).isGreaterThan(1_000_000);
      assertThat(posted.msg())
          .as("data; a client makes it harmless before it shows it")
          .isEqualTo("\u001b[2J\u0007red");
    }
  }

  @Test
  default void boundsOfATextAreKept() {
    try (ScriptedClient ann = ScriptedClient.tcp(node().tcp()).register(ChatScenario.name("ann"));
        ScriptedClient bob = ScriptedClient.tcp(node().tcp()).register(ChatScenario.name("bob"))) {
      ChatScenario.befriend(ann, bob);
      String longest = "👍".repeat(4_000);
      ann.say(bob.id, "c-1", longest);
      assertThat(bob.await(DirectPosted.class).msg()).isEqualTo(longest);
      ann.sendText(
          "{\"msgid\":5,\"rid\":901,\"cmid\":\"c-2\",\"to\":"
              + bob.id
              + ",\"msg\":\""
              + "x".repeat(4_001)
              + "\"}");
      ann.sendText("{\"msgid\":5,\"rid\":902,\"cmid\":\"c-3\",\"to\":" + bob.id + ",\"msg\":\"\"}");
      ann.say(bob.id, "c-4", "end");
      assertThat(bob.await(DirectPosted.class).msg()).isEqualTo("end");
      assertThat(ann.result(new SendDirect("c-5", ann.id, "to myself")).code()).isEqualTo(403);
      assertThat(ann.result(new SendDirect("c-6", Integer.MAX_VALUE, "to nobody")).code())
          .isEqualTo(404);
    }
  }
}
