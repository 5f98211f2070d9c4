package rookery.loadtest.crucible;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LineTest {
  @Test
  void lineComesBackAsItWasWritten() {
    Line line =
        new Line(
            Line.Kind.ACKED, 7, 3, 12, new Content(1, "a-1", "g5", "tab\t\\n\nback\\slash 你好\r"));
    assertThat(Line.parse(line.format())).isEqualTo(line);
    assertThat(line.format()).doesNotContain("\n");
  }
}
