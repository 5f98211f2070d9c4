package rookery.loadtest.process;

/// A program that the run needs does not run.
public final class ProcessException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ProcessException(String sentence) {
    super(sentence);
  }
}
