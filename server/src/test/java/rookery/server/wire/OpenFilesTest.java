package rookery.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How many connections a limit on files allows.
final class OpenFilesTest {
  @ParameterizedTest
  @CsvSource({"16000, 20000, 16000", "19999, 20000, 19500", "1000, 1024, 524", "1000, 256, 128"})
  void numberStaysBelowTheLimit(int wanted, long limit, int allowed) {
    assertThat(OpenFiles.connections(wanted, limit)).isEqualTo(allowed);
  }
}
