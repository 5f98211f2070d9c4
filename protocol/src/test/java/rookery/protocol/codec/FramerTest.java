package rookery.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rookery.protocol.Bounds;
import rookery.protocol.ErrorCode;
import rookery.protocol.ProtocolException;

/// Objects out of bytes, however they are cut and whatever is between them.
final class FramerTest {
  private static final List<String> OBJECTS =
      List.of(
          "{}",
          "{\"msgid\":12}",
          "{ \"a\" : [ 1 , { \"b\" : null } ] }",
          "{\n\t\"lines\":\r\n[]\n}",
          "{\"brackets\":\"}{][\",\"quote\":\"\\\"\",\"slash\":\"\\\\\"}",
          "{\"msg\":\"你好 👋 \uFFFD\"}",
          "{\"a\":{\"a\":{\"a\":{\"a\":[[[[[[[[[[[[]]]]]]]]]]]]}}}}");

  private final Framer framer = new Framer(Bounds.FRAME_BYTES);

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\0", " ", "\r\n", "\0\0\n \t"})
  void anySplitGivesTheSameObjects(String between) {
    byte[] all = bytes(String.join(between, OBJECTS) + between);
    Random random = new Random(42);
    for (int round = 0; round < 200; round++) {
      List<String> found = new ArrayList<>();
      for (int from = 0; from < all.length; ) {
        int length = Math.min(all.length - from, 1 + random.nextInt(round % 2 == 0 ? 4 : 60));
        framer.feed(all, from, length);
        found.addAll(drain());
        from += length;
      }
      assertThat(found).isEqualTo(OBJECTS);
      assertThat(framer.pending()).isFalse();
    }
  }

  @Test
  void pendingWhileAnObjectIsNotComplete() {
    assertThat(framer.pending()).isFalse();
    feed("\n {");
    assertThat(drain()).isEmpty();
    assertThat(framer.pending()).isTrue();
    feed("}");
    assertThat(drain()).containsExactly("{}");
    assertThat(framer.pending()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "]",
        "}",
        "[1]",
        "\"text\"",
        "1 2 3",
        "{\0",
        "{\"a\":\"\u0001",
        "{\"a\":\"\t\""
      })
  void brokenIsToldOnceAndReadingGoesOnBehindTheBoundary(String broken) {
    for (String boundary : List.of("\n", "\0")) {
      feed(broken + " {\"lost\":1}" + boundary + "{\"msgid\":12}");
      ProtocolException e = refusal();
      assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED);
      assertThat(e.framingLost()).isFalse();
      assertThat(e.boundaryLost()).isTrue();
      assertThat(drain()).contains("{\"msgid\":12}");
    }
  }

  @Test
  void boundaryMayComeLater() {
    feed("oops");
    refusal();
    feed(" {} more");
    assertThat(drain()).isEmpty();
    assertThat(framer.pending()).isFalse();
    feed("\n{}");
    assertThat(drain()).containsExactly("{}");
  }

  @Test
  void callerMaySkipToTheBoundaryToo() {
    feed("{\"a\":}{\"lost\":1}\n{}");
    assertThat(framer.next()).contains("{\"a\":}");
    framer.skipToBoundary();
    assertThat(drain()).containsExactly("{}");
  }

  @Test
  void longestIsReadAndOneByteMoreIsRefused() {
    String longest = "{\"a\":\"" + "x".repeat(Bounds.FRAME_BYTES - 8) + "\"}";
    assertThat(bytes(longest)).hasSize(Bounds.FRAME_BYTES);
    feed("\n\n" + longest + "\n");
    assertThat(drain()).containsExactly(longest);

    feed(longest.replace("{\"a\"", "{\"ab\""));
    ProtocolException e = refusal();
    assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(e.framingLost()).isTrue();
  }

  @Test
  void garbageWithoutBoundaryHasABoundToo() {
    feed("x".repeat(Bounds.FRAME_BYTES + 2));
    assertThat(refusal().framingLost()).isFalse();
    assertThat(refusal().code()).isEqualTo(ErrorCode.TOO_LARGE);
  }

  @Test
  void deepestIsReadAndOneLevelMoreIsRefused() {
    String deepest = "{\"a\":" + "[".repeat(15) + "]".repeat(15) + "}";
    feed(deepest);
    assertThat(drain()).containsExactly(deepest);

    feed("{\"a\":" + "[".repeat(16));
    ProtocolException e = refusal();
    assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(e.framingLost()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ff", "c0af", "eda080", "f4908080", "e4bd", "80", "f8888080"})
  void invalidUtf8IsTheEnd(String hex) {
    feed("{\"a\":\"");
    byte[] wrong = HexFormat.of().parseHex(hex);
    framer.feed(wrong, 0, wrong.length);
    feed("\"}");
    ProtocolException e = refusal();
    assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED);
    assertThat(e.framingLost()).isTrue();
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.SECONDS)
  void blanksCostNoMoreThanTheirNumber() {
    byte[] blanks = " ".repeat(4 << 20).getBytes(StandardCharsets.UTF_8);
    framer.feed(blanks, 0, blanks.length);
    assertThat(framer.next()).isEmpty();
    assertThat(framer.pending()).isFalse();
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.SECONDS)
  void smallObjectsInOnePieceCostNoMoreThanTheirNumber() {
    feed("{}".repeat(1 << 20));
    assertThat(drain()).hasSize(1 << 20);
  }

  @Test
  void randomBytesNeverDoMoreThanRefuse() {
    Random random = new Random(7);
    byte[] alphabet = bytes("{}[]\"\\,:x1\n\0 \t你");
    for (int round = 0; round < 2_000; round++) {
      Framer fresh = new Framer(64);
      byte[] piece = new byte[random.nextInt(1, 200)];
      for (int i = 0; i < piece.length; i++) {
        piece[i] = alphabet[random.nextInt(alphabet.length)];
      }
      fresh.feed(piece, 0, piece.length);
      assertThat(objectsOrRefusals(fresh)).isLessThanOrEqualTo(piece.length);
    }
  }

  /// How many answers it takes until all is read or framing is lost.
  private static int objectsOrRefusals(Framer framer) {
    for (int answers = 0; ; answers++) {
      try {
        if (framer.next().isEmpty()) {
          return answers;
        }
      } catch (ProtocolException e) {
        if (e.framingLost()) {
          return answers;
        }
      }
    }
  }

  private void feed(String text) {
    byte[] bytes = bytes(text);
    framer.feed(bytes, 0, bytes.length);
  }

  private List<String> drain() {
    List<String> found = new ArrayList<>();
    for (Optional<String> next = framer.next(); next.isPresent(); next = framer.next()) {
      found.add(next.get());
    }
    return found;
  }

  private ProtocolException refusal() {
    ProtocolException e = catchThrowableOfType(ProtocolException.class, this::drain);
    assertThat(e).isNotNull();
    return e;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
