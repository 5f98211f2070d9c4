package rookery.server.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import rookery.protocol.Bounds;
import rookery.protocol.ErrorCode;
import rookery.protocol.ProtocolException;
import rookery.protocol.codec.Framer;
import rookery.protocol.codec.Request;
import rookery.protocol.codec.Version2;

/// Whatever comes, framing and parsing give an object, or a named error.
final class ParsingFuzzTest {
  private static final int ROUNDS = 50_000;

  private final List<byte[]> messages = Fuzz.corpus("messages.txt", false);
  private final List<byte[]> streams = Fuzz.corpus("streams.txt", true);

  @Test
  void framesAreTheSameHoweverTheyAreCut() {
    List<byte[]> corpus = new ArrayList<>(messages);
    corpus.addAll(streams);
    Fuzz.run(
        corpus,
        random -> Mutations.bytes(corpus, random),
        ROUNDS,
        (input, random) ->
            assertThat(frames(input, random))
                .isEqualTo(
                    frames(
                        input,
                        new Random(0) {
                          private static final long serialVersionUID = 1L;

                          @Override
                          public int nextInt(int bound) {
                            return bound - 1; // in one piece
                          }
                        })));
  }

  @Test
  void messageIsReadAndReadsTheSameWhenWrittenAgainOrIs400() {
    Fuzz.run(
        messages,
        random -> Mutations.message(messages, random),
        ROUNDS,
        (input, _) -> {
          String text = new String(input, StandardCharsets.UTF_8);
          read(text, false);
          read(text, true);
        });
  }

  private static void read(String text, boolean version2) {
    Request request;
    try {
      request = Request.read(text, version2);
    } catch (ProtocolException e) {
      assertThat(e.code()).isIn(ErrorCode.MALFORMED, ErrorCode.TOO_LARGE);
      assertThat(e.getMessage()).isNotBlank();
      return;
    }
    if (request.version2() || version2) {
      String again = Version2.write(request.message(), request.rid());
      assertThat(Request.read(again, true).message()).isEqualTo(request.message());
    }
  }

  /// What a framer makes of it: objects, and codes of errors; up to the end of its framing.
  private static List<String> frames(byte[] input, Random random) {
    Framer framer = new Framer(Bounds.FRAME_BYTES);
    List<String> frames = new ArrayList<>();
    for (int at = 0; at < input.length; ) {
      int length = 1 + random.nextInt(input.length - at);
      framer.feed(input, at, length);
      at += length;
      while (true) {
        try {
          Optional<String> next = framer.next();
          if (next.isEmpty()) {
            break;
          }
          frames.add(next.get());
        } catch (ProtocolException e) {
          frames.add("error " + e.code());
          if (e.framingLost()) {
            return frames;
          }
        }
      }
      assertThat(frames.size()).as("frames").isLessThanOrEqualTo(2 * input.length + 2);
    }
    return frames;
  }
}
