package rookery.server.observe;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

/// The log for programs: one object a line, with `time` (UTC), `level`, `logger`, `thread`,
/// `message` and, where there is one, `exception` with its stack. Whoever logs, formats.
public final class JsonLines extends Formatter {
  /// From now on all that is logged takes this form.
  public static void use() {
    Stream.of(Logger.getLogger("").getHandlers())
        .forEach(handler -> handler.setFormatter(new JsonLines()));
  }

  @Override
  public String format(LogRecord event) {
    ObjectNode line =
        JsonNodeFactory.instance
            .objectNode()
            .put("time", event.getInstant().toString())
            .put("level", event.getLevel().getName())
            .put("logger", event.getLoggerName())
            .put("thread", Thread.currentThread().getName())
            .put("message", formatMessage(event));
    Throwable thrown = event.getThrown();
    if (thrown != null) {
      StringWriter stack = new StringWriter();
      thrown.printStackTrace(new PrintWriter(stack));
      line.put("exception", stack.toString());
    }
    return line + "\n";
  }
}
