package rookery.tui.term;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyDecoderTest {
  private static final List<String> PIECES =
      List.of(
          "a",
          "Z",
          " ",
          "é",
          "漢",
          "👍🏽",
          "👨‍👩‍👧‍👦",
          "e\u0301",
          "\r",
          "\n",
          "\r\n",
          "\t",
          "\b",
          "\u007f",
          "\0",
          "\u0003",
          "\u0004",
          "\u001a",
          "\u001c",
          "\033[A",
          "\033[1;5C",
          "\033OP",
          "\033[15~",
          "\033[3;2~",
          "\033[Z",
          "\033[[A",
          "\033[200~one\r\ntwo\033[20x\033[201~",
          "\033[I",
          "\033[O",
          "\033[<0;12;5M",
          "\033[<0;12;5m",
          "\033[<64;1;1M",
          "\033[12;40R",
          "\033[1;2R",
          "\033[?62;22c",
          "\033]11;rgb:1e1e/2020/2424\033\\",
          "\033]11;rgb:0/0/0\007",
          "\0331",
          "\033\r",
          "\033\u007f",
          "\033é",
          "\033\033[A",
          "\033\033x",
          "\033]junk\033[B",
          "\033]\r",
          "\033[12\033[C",
          "\033[M !!",
          "\033[27;5;9~",
          "\033[97;5u",
          "\033P1$r0m\033\\",
          "\u009b",
          "\033[\u0007");

  private static final Map<String, String> KEYS =
      Map.ofEntries(
          entry("\r", "Enter"),
          entry("\n", "Enter"),
          entry("\t", "Tab"),
          entry("\b", "Backspace"),
          entry("\u007f", "Backspace"),
          entry("\u0001", "Ctrl-A"),
          entry("\u0003", "Ctrl-C"),
          entry("\u0004", "Ctrl-D"),
          entry("\u001a", "Ctrl-Z"),
          entry("\u001c", "Ctrl-\\"),
          entry("\u001f", "Ctrl-_"),
          entry("\033[A", "Up"),
          entry("\033OB", "Down"),
          entry("\033[C", "Right"),
          entry("\033[D", "Left"),
          entry("\033[H", "Home"),
          entry("\033[1~", "Home"),
          entry("\033[7~", "Home"),
          entry("\033[F", "End"),
          entry("\033OF", "End"),
          entry("\033[4~", "End"),
          entry("\033[5~", "PgUp"),
          entry("\033[6~", "PgDn"),
          entry("\033[2~", "Insert"),
          entry("\033[3~", "Delete"),
          entry("\033[Z", "Shift-Tab"),
          entry("\0331", "Alt-1"),
          entry("\0339", "Alt-9"),
          entry("\033a", "Alt-A"),
          entry("\033A", "Alt-Shift-A"),
          entry("\033\r", "Alt-Enter"),
          entry("\033\u007f", "Alt-Backspace"),
          entry("\033[1;5D", "Ctrl-Left"),
          entry("\033[1;3A", "Alt-Up"),
          entry("\033[1;2B", "Shift-Down"),
          entry("\033[3;5~", "Ctrl-Delete"),
          entry("\033OP", "F1"),
          entry("\033[11~", "F1"),
          entry("\033[[E", "F5"),
          entry("\033[15~", "F5"),
          entry("\033[17~", "F6"),
          entry("\033[21~", "F10"),
          entry("\033[24~", "F12"),
          entry("\033[1;5P", "Ctrl-F1"),
          entry("\033[1;2R", "Shift-F3"),
          entry("\033OM", "Enter"),
          entry("\033[13;2u", "Shift-Enter"),
          entry("\033[27;5;13~", "Ctrl-Enter"),
          entry("\033[107;5u", "Ctrl-K"),
          entry("\033\033[A", "Alt-Up"));

  static Stream<Arguments> keys() {
    return KEYS.entrySet().stream().map(key -> arguments(key.getKey(), key.getValue()));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void aSequenceIsItsKey(String bytes, String key) {
    assertThat(decode(bytes)).containsExactly(Input.Key.parse(key));
    assertThat(Input.Key.parse(key)).hasToString(key);
  }

  @Test
  void nulIsCtrlSpace() {
    assertThat(decode("\0")).hasToString("[Ctrl-Space]");
  }

  @Test
  void carriageReturnAndLineFeedAreOneEnter() {
    assertThat(decode("a\r\nb\r\r"))
        .hasToString("[%s, Enter, %s, Enter, Enter]", text("a"), text("b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\033[24;80R", "\033[?62;22c", "\033]11;rgb:1e1e/2020/2424\033\\", "\033[?2026;2$y",
        "\033P>|tmux 3.3a\033\\", "\033[>41;330;0c", "\033]10;rgb:ff/ff/ff\007",
            "\033_Gi=1;OK\033\\"
      })
  void anAnswerIsNeverTypedText(String bytes) {
    assertThat(decode(bytes))
        .hasSize(1)
        .noneMatch(input -> input instanceof Input.Text || input instanceof Input.Key);
  }

  @Test
  void answersAreUnderstood() {
    assertThat(decode("\033[24;80R\033]11;rgb:ffff/8080/00\007\033[?62;22c"))
        .containsExactly(
            new Input.CursorAt(79, 23),
            new Input.Background(255, 128, 0),
            new Input.Attributes("62;22"));
  }

  @Test
  void pasteKeepsItsLinesAndKeys() {
    assertThat(decode("\033[200~a\rb\r\nc\nd\033[A\003\033[201~x"))
        .containsExactly(new Input.Paste("a\nb\nc\nd\033[A\003", false), text("x"));
  }

  @Test
  void aLongPasteIsCutAtAWholeCharacter() {
    String half = "漢".repeat(KeyDecoder.MAX_PASTE_BYTES / 3);
    List<Input> inputs = decode("\033[200~" + half + "漢漢\033[201~x");
    assertThat(inputs).containsExactly(new Input.Paste(half, true), text("x"));
  }

  @Test
  void mouseAndFocusAreReports() {
    assertThat(decode("\033[<0;12;5M\033[<65;300;2M\033[<32;1;1M\033[<0;1;1m\033[I\033[O"))
        .containsExactly(
            new Input.Mouse(Input.MouseAction.PRESS, 0, 11, 4),
            new Input.Mouse(Input.MouseAction.WHEEL_DOWN, 0, 299, 1),
            new Input.Mouse(Input.MouseAction.DRAG, 0, 0, 0),
            new Input.Mouse(Input.MouseAction.RELEASE, 0, 0, 0),
            new Input.Focus(true),
            new Input.Focus(false));
  }

  @Test
  void invalidUtf8IsReplacedAndLosesNothingElse() {
    byte[] bytes = {'a', (byte) 0xff, 'b', (byte) 0xe6, (byte) 0xbc, 'c', (byte) 0xed, (byte) 0xa0};
    assertThat(typed(bytes)).isEqualTo("a\uFFFDb\uFFFDc\uFFFD\uFFFD");
  }

  @Test
  void anyBytesDecodeAsTheJdkDoes() {
    Random random = new Random(7);
    for (int round = 0; round < 2_000; round++) {
      byte[] bytes = new byte[random.nextInt(1, 12)];
      for (int i = 0; i < bytes.length; i++) {
        int octet = random.nextInt(8) == 0 ? 'x' : 0x80 + random.nextInt(0x80);
        bytes[i] = (byte) (octet == 0xED ? 'y' : octet); // the JDK makes one of a whole surrogate
      }
      String expected = new String(bytes, StandardCharsets.UTF_8).replaceAll("[\u0080-\u009f]", "");
      assertThat(typed(bytes)).isEqualTo(expected);
    }
  }

  @Test
  void aLoneEscapeWaitsThenIsTheKey() {
    List<Input> inputs = new ArrayList<>();
    KeyDecoder decoder = new KeyDecoder(inputs::add);
    feed(decoder, "\033");
    assertThat(inputs).isEmpty();
    assertThat(decoder.patience()).contains(KeyDecoder.ESCAPE_WAIT);
    decoder.giveUp();
    assertThat(inputs).hasToString("[Escape]");
    assertThat(decoder.patience()).isEmpty();
  }

  @Test
  void aBracketAfterEscapeWaitsThenIsAltBracket() {
    List<Input> inputs = new ArrayList<>();
    KeyDecoder decoder = new KeyDecoder(inputs::add);
    feed(decoder, "\033[");
    decoder.giveUp();
    assertThat(inputs).hasToString("[Alt-[]");
  }

  @Test
  void aSequenceBegunIsNotGivenUp() {
    List<Input> inputs = new ArrayList<>();
    KeyDecoder decoder = new KeyDecoder(inputs::add);
    feed(decoder, "\033[1;");
    assertThat(decoder.patience()).isEmpty();
    decoder.giveUp();
    feed(decoder, "5C");
    assertThat(inputs).hasToString("[Ctrl-Right]");
  }

  @Test
  void aPasteWithoutEndGivesTheKeysBack() {
    List<Input> inputs = new ArrayList<>();
    KeyDecoder decoder = new KeyDecoder(inputs::add);
    feed(decoder, "\033[200~half");
    assertThat(decoder.patience()).contains(KeyDecoder.PASTE_WAIT);
    decoder.giveUp();
    feed(decoder, "\003");
    assertThat(inputs).containsExactly(new Input.Paste("half", false), Input.Key.ctrl('c'));
  }

  @Test
  void itDoesNotMatterHowTheBytesAreCut() {
    Random random = new Random(42);
    for (int round = 0; round < 1_000; round++) {
      StringBuilder whole = new StringBuilder();
      for (int i = random.nextInt(1, 12); i > 0; i--) {
        whole.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      byte[] bytes = whole.toString().getBytes(StandardCharsets.UTF_8);
      for (int i = random.nextInt(3); i > 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      List<Input> expected = decode(bytes, bytes.length);
      assertThat(decode(bytes, 1)).isEqualTo(expected);
      assertThat(decode(bytes, random.nextInt(1, 6))).isEqualTo(expected);
    }
  }

  @Test
  void theEndSettlesWhatWasOpen() {
    List<Input> inputs = new ArrayList<>();
    KeyDecoder decoder = new KeyDecoder(inputs::add);
    feed(decoder, "\033");
    decoder.end();
    assertThat(inputs).containsExactly(Input.Key.of(KeyName.ESCAPE), new Input.EndOfInput());
  }

  private static Input text(String text) {
    return new Input.Text(text);
  }

  private static String typed(byte[] bytes) {
    StringBuilder typed = new StringBuilder();
    KeyDecoder decoder =
        new KeyDecoder(input -> {
          if (input instanceof Input.Text text) {
            typed.append(text.text());
          }
        });
    decoder.feed(bytes, 0, bytes.length);
    decoder.end();
    return typed.toString();
  }

  private static List<Input> decode(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return decode(bytes, bytes.length);
  }

  private static List<Input> decode(byte[] bytes, int step) {
    List<Input> inputs = new ArrayList<>();
    KeyDecoder decoder = new KeyDecoder(inputs::add);
    for (int i = 0; i < bytes.length; i += step) {
      decoder.feed(bytes, i, Math.min(step, bytes.length - i));
    }
    return inputs;
  }

  private static void feed(KeyDecoder decoder, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    decoder.feed(bytes, 0, bytes.length);
  }
}
