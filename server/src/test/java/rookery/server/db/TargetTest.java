package rookery.server.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TargetTest {
  private static Target of(String store) {
    return Target.of(new DatabaseSettings(store));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/var/rookery/store", "/var/rookery/store.mv.db", "jdbc:h2:/var/rookery/store"})
  void aPathIsAnH2FileThatNoInterruptCloses(String store) {
    Target target = of(store);

    assertThat(target.embedded()).isTrue();
    assertThat(target.url()).startsWith("jdbc:h2:async:/var/rookery/store;MODE=MySQL;");
    assertThat(target.options()).containsEntry("user", "sa").containsEntry("password", "");
    assertThat(target.shown()).isEqualTo("jdbc:h2:/var/rookery/store");
  }

  @Test
  void aRelativePathIsMadeAbsolute() {
    assertThat(of("data/store").url())
        .startsWith("jdbc:h2:async:" + Path.of("data", "store").toAbsolutePath() + ";");
  }

  @Test
  void anH2UrlKeepsItsOwnOptions() {
    Target target = of("jdbc:h2:mem:x;WRITE_DELAY=0;USER=me;PASSWORD=secret");

    assertThat(target.url())
        .startsWith("jdbc:h2:mem:x;")
        .contains(";WRITE_DELAY=0")
        .contains(";MODE=MySQL")
        .doesNotContain("WRITE_DELAY=500", "secret");
    assertThat(target.options()).containsEntry("user", "me").containsEntry("password", "secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:mysql://host:3306/db?user=me&password=s%26cret&connectTimeout=7",
        "jdbc:mysql://me:s%26cret@host:3306/db?connectTimeout=7"
      })
  void userAndPasswordMayStandInTheUrlButAreNotShown(String store) {
    Target target = of(store);

    assertThat(target.embedded()).isFalse();
    assertThat(target.url()).isEqualTo("jdbc:mysql://host:3306/db");
    assertThat(target.shown()).isEqualTo(target.url());
    assertThat(target.options())
        .containsEntry("user", "me")
        .containsEntry("password", "s&cret")
        .containsEntry("connectTimeout", "7")
        .containsEntry("useServerPrepStmts", "false");
    assertThat(new DatabaseSettings(store).toString()).doesNotContain("cret").contains("host:3306");
  }

  @Test
  void userAndPasswordGivenApartGoFirst() {
    Target target =
        Target.of(new DatabaseSettings("jdbc:mysql://host/db?user=a&password=b", "c", "d"));

    assertThat(target.options()).containsEntry("user", "c").containsEntry("password", "d");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "jdbc:mariadb://h/d",
        "jdbc:postgresql://h/d",
        "mysql://h/d",
        "/a;b",
        "jdbc:h2:tcp://h/d"
      })
  void whatIsNoStoreIsRefused(String store) {
    assertThatThrownBy(() -> of(store)).isInstanceOf(OpenException.class);
  }
}
