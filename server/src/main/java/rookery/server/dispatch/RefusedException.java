package rookery.server.dispatch;

import org.jspecify.annotations.Nullable;
import rookery.protocol.ErrorCode;
import rookery.server.log.Outcome;

/// A rule said no. The text is one sentence for the person who asked.
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;
  private final transient @Nullable Integer retryMs;

  /// @param code one of [ErrorCode]
  public RefusedException(int code, String text) {
    this(code, text, null);
  }

  /// @param retryMs not before that may it be tried again; with 429 and 503
  public RefusedException(int code, String text, @Nullable Integer retryMs) {
    super(text, null, false, false);
    this.code = code;
    this.retryMs = retryMs;
  }

  public int code() {
    return code;
  }

  public String text() {
    return String.valueOf(getMessage());
  }

  public @Nullable Integer retryMs() {
    return retryMs;
  }

  /// The store cannot answer now.
  public static RefusedException tryAgain() {
    return new RefusedException(
        ErrorCode.TRY_AGAIN,
        "The server cannot answer now: try again in a moment.",
        Outcome.Later.drawnMillis());
  }
}
