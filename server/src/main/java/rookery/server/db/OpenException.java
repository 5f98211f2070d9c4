package rookery.server.db;

/// The store cannot be opened. The text is for whoever starts the node: what was tried, and why
/// not.
public final class OpenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OpenException(String text) {
    super(text);
  }

  OpenException(String text, Throwable cause) {
    super(text, cause);
  }
}
