package rookery.tui.term;

import java.io.IOException;

/// Says that this process has no terminal to draw on: output is piped, or it runs as a service.
public final class NoTerminalException extends IOException {
  NoTerminalException(String message) {
    super(message);
  }
}
