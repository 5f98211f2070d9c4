package rookery.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rookery.protocol.AccountMessages.LoggedIn;
import rookery.protocol.AccountMessages.Registered;
import rookery.protocol.Bounds;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.GroupPosted;
import rookery.protocol.ErrorCode;
import rookery.protocol.RosterMessages.Presence;
import rookery.protocol.ServerMessage;

/// What a classic client is sent, apart from its LOGIN_ACK.
final class ClassicTest {
  private static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");
  private static final String LONGEST_NAME = "\"".repeat(Bounds.NAME);

  private final Classic classic = new Classic(Clock.fixed(NOW, ZoneId.of("Asia/Shanghai")), 1_000);

  @Test
  void textIsWrittenInTheConfiguredZone() {
    assertThat(written(direct("bob", "hi")))
        .containsExactly(
            "{\"msgid\":5,\"id\":8,\"name\":\"bob\",\"to\":7,\"msg\":\"hi\","
                + "\"time\":\"2026-11-23 10:00:00\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "你", "👋", "\"", "\u0001", "\n"})
  void longTextGoesInPiecesUnderTheBound(String character) {
    String text = character.repeat(Bounds.TEXT);
    for (ServerMessage message : List.of(direct(LONGEST_NAME, text), group(LONGEST_NAME, text))) {
      List<String> pieces = written(message);
      assertThat(pieces).hasSizeGreaterThan(1).allSatisfy(ClassicTest::isUnderTheBound);
      assertThat(texts(pieces)).isEqualTo(text);
    }
  }

  @Test
  void textThatJustFitsIsOnePiece() {
    int around = bytes(written(direct("bob", "x")).getFirst()) - 1;
    String fits = "x".repeat(1_022 - around);
    assertThat(written(direct("bob", fits)))
        .hasSize(1)
        .first()
        .satisfies(ClassicTest::isUnderTheBound);
    assertThat(written(direct("bob", fits + "x"))).hasSize(2);
  }

  @Test
  void noticeComesFromNobody() {
    ObjectNode notice = Trees.of(written(classic.notice(7, "Groups are full.")).getFirst());
    assertThat(notice.path("id").intValue()).isZero();
    assertThat(notice.path("name").textValue()).isEqualTo("rookery");
    assertThat(notice.path("to").intValue()).isEqualTo(7);
    assertThat(notice.path("msg").textValue()).isEqualTo("Groups are full.");
  }

  @Test
  void registrationIsAnsweredByErrno() {
    assertThat(written(new Registered(null, ErrorCode.OK, 21, null, null)))
        .containsExactly("{\"msgid\":4,\"errno\":0,\"id\":21}");
    assertThat(written(Registered.error(null, ErrorCode.CONFLICT, "Taken.", null)))
        .containsExactly("{\"msgid\":4,\"errno\":1}");
  }

  @Test
  void whatTheFormHasNoWordForIsNotWritten() {
    assertThat(written(Presence.of(8, true))).isEmpty();
    assertThat(written(LoggedIn.error(1L, ErrorCode.NOT_SIGNED_IN, "No.", null))).isEmpty();
  }

  @Test
  void bytesAreEncodedOnceForAllReceivers() {
    Frame frame = new Frame(direct("bob", "hi"));
    assertThat(frame.classic(classic)).isSameAs(frame.classic(classic));
    assertThat(frame.version2()).isSameAs(frame.version2());
  }

  private List<String> written(ServerMessage message) {
    return new Frame(message)
        .classic(classic).stream().map(bytes -> new String(bytes, StandardCharsets.UTF_8)).toList();
  }

  private static void isUnderTheBound(String object) {
    assertThat(bytes(object) + 1).as("bytes with the NUL").isLessThan(1_024);
  }

  private static int bytes(String object) {
    return object.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String texts(List<String> pieces) {
    return pieces.stream()
        .map(piece -> Trees.of(piece).path("msg").textValue())
        .collect(Collectors.joining());
  }

  private static DirectPosted direct(String name, String text) {
    return new DirectPosted(3, 12, NOW.toEpochMilli(), 8, name, "c", 7, text);
  }

  private static GroupPosted group(String name, String text) {
    return new GroupPosted(4, 2, NOW.toEpochMilli(), 8, name, "c", Integer.MAX_VALUE, text);
  }
}
