package rookery.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// UTF-8 in pieces, against the decoder of the JDK.
final class Utf8CheckTest {
  @Test
  void agreesWithTheDecoderOnAllThatRandomBytesCanBe() {
    Random random = new Random(11);
    int[] likely = {
      0x41, 0x80, 0xBF, 0xC1, 0xC2, 0xDF, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0x9F, 0xA0, 0x8F, 0x90
    };
    int valid = 0;
    for (int round = 0; round < 200_000; round++) {
      byte[] bytes = new byte[random.nextInt(1, 7)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) (likely[random.nextInt(likely.length)] + random.nextInt(0, 2));
      }
      boolean expected = isUtf8(bytes);
      int cut = random.nextInt(bytes.length + 1);
      assertThat(accepts(bytes, cut)).as(HexFormat.of().formatHex(bytes)).isEqualTo(expected);
      valid += expected ? 1 : 0;
    }
    assertThat(valid).as("some of both").isBetween(1_000, 100_000);
  }

  @Test
  void everyCharacterIsAccepted() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        byte[] bytes = Character.toString(c).getBytes(StandardCharsets.UTF_8);
        assertThat(accepts(bytes, bytes.length / 2)).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ce bae1bdb9cf83cebcceb5 f4908080",
        "f4 90",
        "e0 9f",
        "ed a0",
        "f0 8f",
        "c0",
        "f8"
      })
  void firstWrongByteIsKnownAtOnce(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    int wrong = bytes.length - 1;
    while (wrong > 0 && !new Utf8Check().accept(bytes, 0, wrong)) {
      wrong--;
    }
    assertThat(new Utf8Check().accept(bytes, 0, wrong)).isTrue();
    assertThat(new Utf8Check().accept(bytes, 0, wrong + 1)).isFalse();
  }

  private static boolean accepts(byte[] bytes, int cut) {
    Utf8Check check = new Utf8Check();
    return check.accept(bytes, 0, cut)
        && check.accept(bytes, cut, bytes.length)
        && check.complete();
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException _) {
      return false;
    }
  }
}
