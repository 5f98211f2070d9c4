package rookery.server.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

final class JsonLinesTest {
  private final LogRecord event = new LogRecord(Level.WARNING, "{0} took \"{1}\"\nand 说");

  JsonLinesTest() {
    event.setLoggerName("rookery.test");
    event.setInstant(Instant.parse("2026-11-28T21:04:00.123456Z"));
    event.setParameters(new Object[] {"alice", 7});
  }

  @Test
  void anEventIsOneObjectOnALine() throws IOException {
    JsonNode read = read();

    assertThat(names(read)).containsExactly("time", "level", "logger", "thread", "message");
    assertThat(read.get("time").asText()).isEqualTo("2026-11-28T21:04:00.123456Z");
    assertThat(read.get("level").asText()).isEqualTo("WARNING");
    assertThat(read.get("logger").asText()).isEqualTo("rookery.test");
    assertThat(read.get("thread").asText()).isEqualTo(Thread.currentThread().getName());
    assertThat(read.get("message").asText()).isEqualTo("alice took \"7\"\nand 说");
  }

  @Test
  void anExceptionComesWithItsStackAndItsCause() throws IOException {
    event.setThrown(new IllegalStateException("outer", new IOException("inner")));

    assertThat(read().get("exception").asText())
        .startsWith("java.lang.IllegalStateException: outer\n\tat rookery.server.observe.JsonLines")
        .contains("Caused by: java.io.IOException: inner");
  }

  private JsonNode read() throws IOException {
    String line = new JsonLines().format(event);
    assertThat(line).endsWith("}\n").containsOnlyOnce("\n");
    return new ObjectMapper().readTree(line);
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
