package rookery.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import rookery.protocol.ErrorCode;
import rookery.protocol.ProtocolException;
import rookery.server.fuzz.Fuzz;
import rookery.server.fuzz.Mutations;
import rookery.server.limit.Networks;

/// Whatever comes below the messages, it gives an object or a named end.
final class WireFuzzTest {
  private static final int ROUNDS = 50_000;

  private final List<byte[]> messages = Fuzz.corpus("messages.txt", false);

  @Test
  void webSocketGivesMessagesOrAViolation() {
    List<byte[]> corpus = new ArrayList<>(Fuzz.corpus("websocket.txt", true));
    messages.forEach(text -> corpus.add(WsFrames.text(new String(text, StandardCharsets.UTF_8))));
    Fuzz.run(
        corpus,
        random -> Mutations.bytes(corpus, random),
        ROUNDS,
        (input, random) -> take(new WsInput(new Silence()), input, random));
  }

  @Test
  void headerOfAProxyGivesAnAddressOrAnEnd() {
    List<byte[]> corpus = Fuzz.corpus("proxy.txt", true);
    Fuzz.run(
        corpus,
        random -> Mutations.bytes(corpus, random),
        ROUNDS,
        (input, random) ->
            take(
                new ProxiedInput(
                    new TcpInput(),
                    address -> assertThat(Networks.literal(address)).as(address).isPresent()),
                input,
                random));
  }

  private static void take(Input input, byte[] bytes, Random random) {
    int taken = 0;
    for (int at = 0; at < bytes.length; ) {
      int length = 1 + random.nextInt(bytes.length - at);
      byte[] part = Arrays.copyOfRange(bytes, at, at + length);
      at += length;
      input.feed(part);
      while (true) {
        try {
          Optional<String> next = input.next();
          if (next.isEmpty()) {
            break;
          }
        } catch (ProtocolException e) {
          assertThat(e.code()).isIn(ErrorCode.MALFORMED, ErrorCode.TOO_LARGE);
          if (e.framingLost()) {
            input.discard(new byte[0]);
            return;
          }
        } catch (WsViolation e) {
          assertThat(e.code()).isBetween(1_000, 1_015);
          input.discard(new byte[0]);
          return;
        }
        taken++;
        assertThat(taken).as("steps").isLessThanOrEqualTo(2 * bytes.length + 2);
      }
      boolean _ = input.pending();
    }
  }

  private record Silence() implements WsInput.Control {
    @Override
    public void pong(byte[] payload) {
      assertThat(payload.length).isLessThanOrEqualTo(WsFrame.MAX_CONTROL);
    }

    @Override
    public void close(int code) {
      assertThat(WsFrame.close(code, "")).isNotEmpty();
    }
  }
}
