package rookery.protocol;

import org.jspecify.annotations.Nullable;

/// What came in is not a message of this protocol; the text is one sentence for the sender.
public final class ProtocolException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;
  private final After after;
  private int of;
  private transient @Nullable Long rid;
  private transient @Nullable String cmid;

  /// Where the reader goes on.
  private enum After {
    FRAME,
    BOUNDARY,
    NOWHERE
  }

  /// The frame is refused; the next one begins behind it.
  public ProtocolException(int code, String text) {
    this(code, text, After.FRAME);
  }

  private ProtocolException(int code, String text, After after) {
    super(text, null, false, false);
    this.code = code;
    this.after = after;
  }

  /// The frame is not JSON; the next one begins behind the next NUL or newline.
  public static ProtocolException notJson() {
    return new ProtocolException(
        ErrorCode.MALFORMED, "The message is not a JSON object.", After.BOUNDARY);
  }

  /// Where the next frame begins is not known, or not worth knowing: answer once, then close.
  public static ProtocolException framingLost(int code, String text) {
    return new ProtocolException(code, text, After.NOWHERE);
  }

  /// One of [ErrorCode].
  public int code() {
    return code;
  }

  /// The same refusal, with the frame that it is about: its `msgid` (0 when unknown), `rid` and
  /// `cmid` where it had them.
  public ProtocolException about(int of, @Nullable Long rid, @Nullable String cmid) {
    ProtocolException about = new ProtocolException(code, String.valueOf(getMessage()), after);
    about.of = of;
    about.rid = rid;
    about.cmid = cmid;
    return about;
  }

  /// The refused frame's `msgid`; 0 when it could not be read.
  public int of() {
    return of;
  }

  public @Nullable Long rid() {
    return rid;
  }

  public @Nullable String cmid() {
    return cmid;
  }

  /// Whether what follows, up to the next NUL or newline, belongs to the refused frame.
  public boolean boundaryLost() {
    return after == After.BOUNDARY;
  }

  /// Whether the connection is closed after the answer.
  public boolean framingLost() {
    return after == After.NOWHERE;
  }

  /// A field is missing or out of its bounds.
  static ProtocolException field(String name, String rule) {
    return new ProtocolException(ErrorCode.MALFORMED, "Field \"" + name + "\" " + rule + ".");
  }
}
