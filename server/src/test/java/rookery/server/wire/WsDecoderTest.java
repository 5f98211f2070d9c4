package rookery.server.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rookery.protocol.ErrorCode;
import rookery.protocol.ProtocolException;

/// Frames of a client, however the network cut them.
final class WsDecoderTest {
  private static final int MAX = 65_536;
  private static final int TEXT = WsFrame.FIN | WsFrame.TEXT;

  private final WsDecoder decoder = new WsDecoder(MAX);

  @Test
  void anySplitGivesTheSameEvents() {
    byte[] hand = "👋".getBytes(StandardCharsets.UTF_8);
    byte[] all =
        WsFrames.join(
            WsFrames.text("{}"),
            WsFrames.text(""),
            WsFrames.frame(WsFrame.TEXT, hand[0], hand[1]),
            WsFrames.frame(WsFrame.FIN | WsFrame.PING, (byte) 1, (byte) 2),
            WsFrames.frame(WsFrame.CONTINUATION),
            WsFrames.frame(WsFrame.FIN | WsFrame.CONTINUATION, hand[2], hand[3]),
            WsFrames.frame(WsFrame.FIN | WsFrame.PONG, (byte) 3),
            WsFrames.text("x".repeat(126)),
            WsFrames.text("x".repeat(MAX)),
            WsFrames.close(1000, "bye"));
    Random random = new Random(5);
    for (int round = 0; round < 50; round++) {
      WsDecoder fresh = new WsDecoder(MAX);
      List<String> events = new ArrayList<>();
      for (int from = 0; from < all.length; ) {
        int to = Math.min(all.length, from + 1 + random.nextInt(round % 2 == 0 ? 5 : 5_000));
        fresh.feed(Arrays.copyOfRange(all, from, to));
        drain(fresh, events);
        from = to;
      }
      assertThat(events)
          .containsExactly(
              "{}", "", "ping 2", "👋", "x".repeat(126), "x".repeat(MAX), "close 1000");
      assertThat(fresh.pending()).isFalse();
    }
  }

  @Test
  void pendingBetweenFragmentsToo() {
    feed(WsFrames.frame(WsFrame.TEXT, (byte) '{'));
    assertThat(decoder.pending()).isTrue();
    feed(WsFrames.frame(WsFrame.FIN | WsFrame.CONTINUATION, (byte) '}'));
    assertThat(decoder.pending()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0xC1, 0xA1, 0x91, 0x83, 0x87, 0x8B, 0x8F, 0x08, 0x09, 0x0A, 0x80, 0x00})
  void firstByteThatCannotBeIsAViolation(int first) {
    assertThat(violation(WsFrames.frame(first)).code()).isEqualTo(WsFrame.PROTOCOL_ERROR);
  }

  @Test
  void unmaskedFrameIsAViolation() {
    assertThat(violation(WsFrames.unmasked(TEXT, (byte) '{')).code())
        .isEqualTo(WsFrame.PROTOCOL_ERROR);
  }

  @Test
  void longControlFrameIsAViolationBeforeItsPayload() {
    assertThat(violation(WsFrames.header(WsFrame.FIN | WsFrame.PING, 126)).code())
        .isEqualTo(WsFrame.PROTOCOL_ERROR);
  }

  @Test
  void newMessageWithinAMessageIsAViolation() {
    feed(WsFrames.frame(WsFrame.TEXT, (byte) '{'));
    assertThat(violation(WsFrames.text("{}")).code()).isEqualTo(WsFrame.PROTOCOL_ERROR);
  }

  @Test
  void binaryIsNotSupported() {
    assertThat(violation(WsFrames.frame(WsFrame.FIN | WsFrame.BINARY)).code())
        .isEqualTo(WsFrame.UNSUPPORTED_DATA);
  }

  @ParameterizedTest
  @ValueSource(longs = {MAX + 1, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, -1})
  void tooLongIsKnownByTheHeader(long length) {
    byte[] header = WsFrames.header(TEXT, length < 0 ? Long.MAX_VALUE : length);
    if (length < 0) {
      ByteBuffer.wrap(header).putLong(2, length);
    }
    assertThat(refusal(header).code()).isEqualTo(ErrorCode.TOO_LARGE);
  }

  @Test
  void fragmentsTogetherAreBounded() {
    byte[] part = new byte[MAX / 2];
    Arrays.fill(part, (byte) ' ');
    feed(WsFrames.frame(WsFrame.TEXT, part));
    feed(WsFrames.frame(WsFrame.CONTINUATION, part));
    assertThat(refusal(WsFrames.header(WsFrame.CONTINUATION, 1)).code())
        .isEqualTo(ErrorCode.TOO_LARGE);
  }

  @Test
  void invalidUtf8IsKnownBeforeTheMessageEnds() {
    ProtocolException e = refusal(WsFrames.frame(WsFrame.TEXT, (byte) 0xCE, (byte) 0xFF));
    assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED);
    assertThat(e.framingLost()).isTrue();
  }

  @Test
  void characterThatIsCutAtTheEndIsRefused() {
    assertThat(refusal(WsFrames.frame(TEXT, (byte) 0xCE)).framingLost()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1001, 1002, 1003, 1007, 1008, 1011, 1014, 3000, 4999})
  void closeCodeThatMayBeSentIsTaken(int code) {
    assertThat(events(WsFrames.close(code, "…"))).containsExactly("close " + code);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535})
  void closeCodeThatMayNotBeSentIsAViolation(int code) {
    assertThat(violation(WsFrames.close(code, "")).code()).isEqualTo(WsFrame.PROTOCOL_ERROR);
  }

  @Test
  void closeMayBeEmptyButNotHalfACode() {
    assertThat(events(WsFrames.frame(WsFrame.FIN | WsFrame.CLOSE))).containsExactly("close 1005");
    assertThat(violation(WsFrames.frame(WsFrame.FIN | WsFrame.CLOSE, (byte) 3)).code())
        .isEqualTo(WsFrame.PROTOCOL_ERROR);
  }

  @Test
  void reasonMustBeUtf8() {
    byte[] close = WsFrames.frame(WsFrame.FIN | WsFrame.CLOSE, (byte) 3, (byte) 0xE8, (byte) 0xFF);
    assertThat(violation(close).code()).isEqualTo(WsFrame.INVALID_TEXT);
  }

  private void feed(byte[] bytes) {
    assertThat(events(bytes)).allMatch(text -> !text.isEmpty());
  }

  private List<String> events(byte[] bytes) {
    List<String> events = new ArrayList<>();
    decoder.feed(bytes);
    drain(decoder, events);
    return events;
  }

  private static void drain(WsDecoder decoder, List<String> into) {
    for (Optional<WsEvent> e = decoder.next(); e.isPresent(); e = decoder.next()) {
      into.add(
          switch (e.get()) {
            case WsEvent.Text text -> new String(text.utf8(), StandardCharsets.UTF_8);
            case WsEvent.Ping ping -> "ping " + ping.payload().length;
            case WsEvent.Close close -> "close " + close.code();
          });
    }
  }

  private WsViolation violation(byte[] bytes) {
    WsViolation e = catchThrowableOfType(WsViolation.class, () -> events(bytes));
    assertThat(e).isNotNull();
    return e;
  }

  private ProtocolException refusal(byte[] bytes) {
    ProtocolException e = catchThrowableOfType(ProtocolException.class, () -> events(bytes));
    assertThat(e).isNotNull();
    return e;
  }
}
