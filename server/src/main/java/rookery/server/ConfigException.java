package rookery.server;

/// A setting cannot be used; the text is one sentence for the operator.
final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ConfigException(String text) {
    super(text);
  }
}
