package rookery.tui.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1,            127.0.0.1:7700",
    "chat.example:7800,    chat.example:7800",
    "::1,                  [::1]:7700",
    "tls://chat.example,   tls://chat.example:7700",
    "[::1]:7800,           [::1]:7800",
    "ws://chat.example,    ws://chat.example:7780/ws",
    "ws://chat.example:80/in, ws://chat.example:80/in",
    "WSS://chat.example,   wss://chat.example:443/ws",
  })
  void readsWhatPeopleType(String typed, String whole) {
    assertThat(Address.parse(typed)).hasToString(whole);
    assertThat(Address.parse(whole)).isEqualTo(Address.parse(typed));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "host:port", "host:99999", "http://host", "host/path"})
  void saysWhatIsNoAddress(String typed) {
    assertThatThrownBy(() -> Address.parse(typed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no address of a server");
  }
}
