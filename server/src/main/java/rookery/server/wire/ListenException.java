package rookery.server.wire;

/// An address cannot be listened on; the text says which and why.
public final class ListenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ListenException(String text) {
    super(text);
  }

  ListenException(String text, Throwable cause) {
    super(text, cause);
  }
}
