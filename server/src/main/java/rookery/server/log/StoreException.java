package rookery.server.log;

/// The store did not do it.
public abstract sealed class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoreException(String text, Throwable cause) {
    super(text, cause);
  }

  /// A key is there already.
  public static final class Duplicate extends StoreException {
    private static final long serialVersionUID = 1L;

    public Duplicate(Throwable cause) {
      super("a key is there already", cause);
    }
  }

  /// A deadlock or a lock that did not come in time: nothing was done, the same may succeed at
  /// once.
  public static final class Retry extends StoreException {
    private static final long serialVersionUID = 1L;

    public Retry(Throwable cause) {
      super("a lock did not come", cause);
    }
  }

  /// No connection, or it broke: the outcome of a commit is unknown.
  public static final class Unavailable extends StoreException {
    private static final long serialVersionUID = 1L;

    public Unavailable(Throwable cause) {
      super("the database does not answer", cause);
    }
  }

  /// The database refuses the statement for what is in it.
  public static final class Bad extends StoreException {
    private static final long serialVersionUID = 1L;

    public Bad(Throwable cause) {
      super("the database refuses the statement", cause);
    }
  }
}
