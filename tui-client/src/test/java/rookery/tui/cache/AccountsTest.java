package rookery.tui.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AccountsTest {
  @TempDir private Path home;

  private Accounts accounts() {
    return Accounts.of("127.0.0.1:7700", Map.of("XDG_DATA_HOME", home.toString()));
  }

  @Test
  void theLastOneIsFoundWithoutAName() throws IOException {
    accounts().save(new Account("ann", "d1", "t1"));
    accounts().save(new Account("bob", "d2", "t2"));

    assertThat(accounts().find("")).contains(new Account("bob", "d2", "t2"));
    assertThat(accounts().find("Ann ")).contains(new Account("ann", "d1", "t1"));
    assertThat(accounts().find("eve")).isEmpty();
  }

  @Test
  void tokenCanBeForgotten() throws IOException {
    accounts().save(new Account("ann", "d1", "t1").withoutToken());

    assertThat(accounts().find("ann")).contains(new Account("ann", "d1", ""));
  }

  @Test
  void forgottenAccountLeavesNothing() throws IOException {
    accounts().save(new Account("bob", "d2", "t2"));
    accounts().save(new Account("Ann", "d1", "t1"));
    Cache.open(accounts().of("Ann")).orElseThrow().close();
    accounts().forget("ann");
    accounts().forget("ann");

    assertThat(accounts().of("ann")).doesNotExist();
    assertThat(accounts().find("")).isEmpty();
    assertThat(accounts().find("bob")).isPresent();
    accounts().save(new Account("bob", "d2", "t2"));
    accounts().forget("eve");
    assertThat(accounts().find("")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", ".", "a/b", "/etc", "小 明", "*", "con", "a\\b"})
  void noNameLeavesTheDirectory(String name) throws IOException {
    Accounts accounts = accounts();
    accounts.save(new Account(name, "d", "t"));

    assertThat(accounts.find(name)).isPresent();
    assertThat(accounts.of(name).getParent()).isEqualTo(accounts.of("ann").getParent());
    assertThat(accounts.of(name).normalize()).isEqualTo(accounts.of(name));
  }

  @Test
  void dataStandsWhereTheEnvironmentSays() {
    assertThat(accounts().of("ann"))
        .isEqualTo(home.resolve("rookery").resolve("127%2E0%2E0%2E1%3A7700").resolve("ann"));
  }
}
