package rookery.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rookery.protocol.AccountMessages.Login;
import rookery.protocol.AccountMessages.Ping;
import rookery.protocol.ChatMessages.SendDirect;
import rookery.protocol.ErrorCode;
import rookery.protocol.ProtocolException;

/// Which frames are messages at all, and in which form.
final class RequestTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "true",
        "1",
        "\"a\"",
        "[]",
        "{",
        "{]",
        "{}}",
        "{} {}",
        "{\"a\":}",
        "{'a':1}",
        "{\"msgid\":12,}",
        "{\"msgid\":012}",
        "{\"msgid\":NaN}",
        "{\"msgid\":+1}",
        "{/*x*/}",
        "{a:1}",
        "{\"a\":\"\\x\"}",
        "{\"msgid\":99999999999999999999999999999999999999999}"
      })
  void whatIsNoJsonObjectLosesItsBoundary(String text) {
    ProtocolException e = refusal(text);
    assertThat(e.boundaryLost()).isTrue();
    assertThat(e.getMessage()).isEqualTo("The message is not a JSON object.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"msgid\":null}",
        "{\"msgid\":\"12\"}",
        "{\"msgid\":12.0}",
        "{\"msgid\":1e1}",
        "{\"msgid\":true}",
        "{\"msgid\":[12]}",
        "{\"msgid\":0}",
        "{\"msgid\":-1}",
        "{\"msgid\":999}",
        "{\"msgid\":4294967308}",
        "{\"msgid\":99999999999999999999}",
        "{\"msgid\":11}",
        "{\"msgid\":2}",
        "{\"msgid\":20}",
        "{\"msgid\":13}"
      })
  void unknownTypeIsRefusedAndTheNextFrameIsRead(String text) {
    for (boolean version2 : new boolean[] {true, false}) {
      ProtocolException e =
          catchThrowableOfType(ProtocolException.class, () -> Request.read(text, version2));
      assertThat(e).isNotNull();
      assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED);
      assertThat(e.boundaryLost()).isFalse();
      assertThat(e.framingLost()).isFalse();
    }
  }

  @Test
  void unknownFieldsAreIgnored() {
    String frame = "{\"msgid\":12,\"x\":{\"y\":[1,{}]},\"msg\":5,\"V\":2,\"\":null}";
    assertThat(Request.read(frame, true).message()).isEqualTo(new Ping());
  }

  @Test
  void onlyAHelloMakesVersion2() {
    assertThat(Request.read("{\"msgid\":12,\"v\":2}", false).version2()).isTrue();
    assertThat(Request.read("{\"msgid\":5,\"v\":2,\"to\":8,\"msg\":\"x\"}", false).version2())
        .isFalse();
    assertThat(Request.read("{\"msgid\":5,\"v\":\"x\",\"to\":8,\"msg\":\"x\"}", false).version2())
        .isFalse();
    assertThat(Request.read("{\"msgid\":1,\"v\":1,\"id\":7,\"password\":\"x\"}", false).version2())
        .isFalse();
  }

  @Test
  void versionNotKnownIsRefusedInAHello() {
    ProtocolException e =
        catchThrowableOfType(
            ProtocolException.class, () -> Request.read("{\"msgid\":12,\"v\":\"2\"}", false));
    assertThat(e.getMessage()).contains("\"v\"");
  }

  @Test
  void classicLoginTakesItsTwoFieldsAlone() {
    String login =
        "{\"msgid\":1,\"id\":7,\"password\":\"x\",\"name\":\"bob\",\"token\":\"t\",\"device\":7}";
    assertThat(Request.read(login, false).message())
        .isEqualTo(new Login(7, null, "x", null, "classic"));
    ProtocolException e =
        catchThrowableOfType(
            ProtocolException.class,
            () -> Request.read("{\"msgid\":1,\"password\":\"x\",\"name\":\"bob\"}", false));
    assertThat(e.getMessage()).contains("\"id\"");
  }

  @Test
  void classicTextGetsAClientMessageIdOfOurs() {
    String send = "{\"msgid\":5,\"to\":8,\"msg\":\"x\",\"cmid\":\"c\"}";
    var first = (SendDirect) Request.read(send, false).message();
    var second = (SendDirect) Request.read(send, false).message();
    assertThat(first.cmid()).isNotEqualTo(second.cmid()).isNotEqualTo("c");
  }

  @Test
  void classicClientCannotSendWhatItsFormHasNot() {
    for (int msgid : new int[] {12, 14, 16, 17, 23, 30, 91}) {
      ProtocolException e =
          catchThrowableOfType(
              ProtocolException.class, () -> Request.read("{\"msgid\":" + msgid + "}", false));
      assertThat(e.getMessage()).contains(String.valueOf(msgid));
    }
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
