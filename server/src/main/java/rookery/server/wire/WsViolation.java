package rookery.server.wire;

/// A client broke the rules of the WebSocket; its connection is closed with a code of RFC 6455,
/// section 7.4.1.
final class WsViolation extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;

  WsViolation(int code, String text) {
    super(text, null, false, false);
    this.code = code;
  }

  int code() {
    return code;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
