package rookery.loadtest.link;

import java.io.IOException;

/// The server answered a request with an error.
public final class RefusedException extends IOException {
  private static final long serialVersionUID = 1L;
  private final int code;

  RefusedException(int code, String text) {
    super(code + " " + text);
    this.code = code;
  }

  /// One of [rookery.protocol.ErrorCode].
  public int code() {
    return code;
  }
}
