package rookery.tui.demo;

/// The demo cannot go on; the text is one sentence for a person.
public final class DemoException extends Exception {
  private static final long serialVersionUID = 1L;

  public DemoException(String sentence) {
    super(sentence);
  }

  public DemoException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
