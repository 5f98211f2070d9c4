package rookery.protocol;

/// Codes of refusals and errors; `docs/protocol.md` section 9.
public final class ErrorCode {
  public static final int OK = 0;
  public static final int MALFORMED = 400;
  public static final int NOT_SIGNED_IN = 401;
  public static final int FORBIDDEN = 403;
  public static final int UNKNOWN = 404;
  public static final int CONFLICT = 409;
  public static final int START_OVER = 410;
  public static final int TOO_LARGE = 413;
  public static final int SLOW_DOWN = 429;
  public static final int INTERNAL = 500;
  public static final int TRY_AGAIN = 503;

  private ErrorCode() {}

  /// Whether the same request may succeed later, so that its sender keeps and repeats it.
  public static boolean mayBeRepeated(int code) {
    return code == SLOW_DOWN || code == TRY_AGAIN;
  }
}
