package rookery.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rookery.protocol.ChatMessages.SendDirect;
import rookery.protocol.ClientMessage;
import rookery.protocol.ErrorCode;
import rookery.protocol.ProtocolException;
import rookery.protocol.RosterMessages.Find;
import rookery.protocol.SyncMessages.Backlog;
import rookery.protocol.SyncMessages.Sync;

/// What fields may hold that they should not: each is refused with 400 and a sentence about the
/// field, and nothing else happens.
final class RequestFieldsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"8\"",
        "8.0",
        "8.5",
        "8e0",
        "true",
        "[8]",
        "{\"a\":8}",
        "\"\"",
        "\" \"",
        "2147483648",
        "-2147483649",
        "9223372036854775808",
        "1e400",
        "0",
        "-1",
        "null"
      })
  void whatIsNoUserIdIsRefused(String to) {
    ProtocolException e =
        refusal("{\"msgid\":5,\"rid\":1,\"cmid\":\"c\",\"msg\":\"hi\",\"to\":" + to + "}");
    assertThat(e.getMessage()).contains("\"to\"");
    assertThat(e.of()).isEqualTo(5);
    assertThat(e.rid()).isEqualTo(1);
    assertThat(e.cmid()).isEqualTo("c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "1.5",
        "true",
        "false",
        "null",
        "[]",
        "[\"hi\"]",
        "{}",
        "\"\"",
        "\"\\ud83d\""
      })
  void whatIsNoTextIsRefused(String msg) {
    assertThat(refusal("{\"msgid\":5,\"cmid\":\"c\",\"to\":8,\"msg\":" + msg + "}").getMessage())
        .contains("\"msg\"");
  }

  @Test
  void textIsCountedInCodePoints() {
    String send = "{\"msgid\":5,\"cmid\":\"c\",\"to\":8,\"msg\":\"%s\"}";
    var longest = (SendDirect) read(send.formatted("👋".repeat(4_000)));
    assertThat(longest.msg()).hasSize(8_000);
    assertThat(refusal(send.formatted("x".repeat(4_001))).getMessage()).contains("1 to 4000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "ü", "a\\n", "'", "\\u0000"})
  void whatIsNoClientMessageIdIsRefused(String cmid) {
    ProtocolException e =
        refusal("{\"msgid\":5,\"cmid\":\"" + cmid + "\",\"to\":8,\"msg\":\"hi\"}");
    assertThat(e.getMessage()).contains("\"cmid\"");
  }

  @Test
  void clientMessageIdHasABoundAndIsNotEchoedBeyond() {
    String send = "{\"msgid\":5,\"cmid\":\"%s\",\"to\":8,\"msg\":\"hi\"}";
    assertThat(read(send.formatted("x".repeat(64)))).isInstanceOf(SendDirect.class);
    assertThat(refusal(send.formatted("x".repeat(65))).cmid()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-1", "9007199254740992", "9223372036854775808", "\"1\"", "1.0", "true", "[]"})
  void whatIsNoRequestIdIsRefusedAndNotEchoed(String rid) {
    ProtocolException e = refusal("{\"msgid\":12,\"rid\":" + rid + "}");
    assertThat(e.getMessage()).contains("\"rid\"");
    assertThat(e.rid()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "\"\"",
        "{}",
        "[1]",
        "[[1]]",
        "[[]]",
        "[[0,1]]",
        "[[1,-1]]",
        "[[\"1\",1]]",
        "[[1.0,1]]",
        "[[null,1]]",
        "[null]",
        "[[1,9007199254740992]]",
        "[{\"conv\":1,\"seq\":1}]",
        "[[[1],1]]"
      })
  void whatIsNoListOfCursorsIsRefused(String after) {
    assertThat(refusal("{\"msgid\":14,\"after\":" + after + "}").getMessage())
        .doesNotContain("rookery.")
        .matches("(?s)(Field|The message).*");
  }

  @Test
  void cursorsHaveABound() {
    String pairs = "[1,1],".repeat(999) + "[1,1]";
    assertThat(((Sync) read("{\"msgid\":14,\"after\":[" + pairs + "]}")).after()).hasSize(1_000);
    assertThat(refusal("{\"msgid\":15,\"after\":[" + pairs + ",[1,1]]}").getMessage())
        .contains("\"after\"");
  }

  @Test
  void absentListsAndLimitsHaveTheirDefaults() {
    assertThat(read("{\"msgid\":14}")).isEqualTo(new Sync(0L, List.of()));
    assertThat(((Backlog) read("{\"msgid\":15,\"after\":[]}")).limit()).isEqualTo(100);
    assertThat(((Find) read("{\"msgid\":30,\"q\":\"bo\"}")).limit()).isEqualTo(20);
    assertThat(refusal("{\"msgid\":15}").getMessage()).contains("\"after\"");
  }

  @ParameterizedTest
  @CsvSource({"15, 0", "15, 201", "15, -1", "15, 1.0", "15, \"9\"", "30, 51", "31, 201", "16, 0"})
  void limitOutOfBoundsIsRefused(int msgid, String limit) {
    String rest =
        ",\"after\":" + (msgid == 31 ? "0" : "[]") + ",\"q\":\"b\",\"groupid\":1,\"conv\":1}";
    assertThat(refusal("{\"msgid\":" + msgid + ",\"limit\":" + limit + rest).getMessage())
        .contains("\"limit\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"name\":\"bob\"", "\"password\":\"x\"", "\"name\":\"bob\",\"id\":7,\"password\":\"x\"",
        "\"name\":\"bob\",\"password\":\"x\",\"token\":\"t\"", "\"token\":\"\"", "\"token\":7",
        "\"name\":7,\"password\":\"x\"", "\"name\":\"bob\",\"password\":7",
            "\"name\":\"bob\",\"password\":\"\""
      })
  void loginByNothingOrBySeveralWaysIsRefused(String by) {
    assertThat(refusal("{\"msgid\":1,\"device\":\"d\"," + by + "}").of()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "123",
        "a\\nb",
        "a\\u202eb",
        "\\u0000",
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
      })
  void badNameIsRefused(String name) {
    assertThat(
            refusal("{\"msgid\":3,\"name\":\"" + name + "\",\"password\":\"12345678\"}")
                .getMessage())
        .contains("\"name\"");
  }

  private static ClientMessage read(String text) {
    return Request.read(text, true).message();
  }

  private static ProtocolException refusal(String text) {
    ProtocolException e =
        catchThrowableOfType(ProtocolException.class, () -> Request.read(text, true));
    assertThat(e).as(text).isNotNull();
    assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED);
    assertThat(e.framingLost()).isFalse();
    return e;
  }
}
