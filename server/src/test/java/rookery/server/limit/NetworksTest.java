package rookery.server.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class NetworksTest {
  @Test
  void addressesOfOneIpv6NetworkAreOneSite() {
    assertThat(Networks.site("2001:db8:0:1::1")).isEqualTo(Networks.site("2001:db8:0:1:ff::9"));
    assertThat(Networks.site("2001:db8:0:1::1")).isNotEqualTo(Networks.site("2001:db8:0:2::1"));
  }

  @Test
  void eachIpv4AddressIsASiteOfItsOwn() {
    assertThat(Networks.site("203.0.113.9")).isNotEqualTo(Networks.site("203.0.113.10"));
  }

  @Test
  void bothListsCount() {
    Networks both = Networks.LOOPBACK.and(Networks.parse("10.0.0.0/8"));
    assertThat(both.contains("127.0.0.7")).isTrue();
    assertThat(both.contains("10.200.0.1")).isTrue();
    assertThat(both.contains("11.0.0.1")).isFalse();
    assertThat(both.contains("nonsense")).isFalse();
  }
}
