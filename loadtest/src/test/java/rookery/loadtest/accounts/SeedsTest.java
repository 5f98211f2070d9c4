package rookery.loadtest.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class SeedsTest {
  @Test
  void readsALineForEachAccount() throws IOException {
    assertThat(
            Seeds.read(
                "{\"ok\":true,\"text\":\"1\\tload a1\\tload\\tt-1\\n2\\tload a2\\tload\\tt-2\"}\n"))
        .containsExactly(
            new Account(1, "load a1", "load", "t-1"), new Account(2, "load a2", "load", "t-2"));
  }

  @Test
  void refusalIsTold() {
    assertThatThrownBy(() -> Seeds.read("{\"ok\":false,\"text\":\"Only where allowed.\"}"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Only where allowed.");
  }
}
