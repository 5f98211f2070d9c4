package rookery.server.log;

/// How a command ended.
public sealed interface Outcome {
  /// It is in the log, on the disk; also when it was there before.
  record Stored(long conversation, long seq, long ts) implements Outcome {}

  /// A rule said no, for good.
  record Refused(int code, String text) implements Outcome {}

  /// Not now: 429 nothing was done; 503 the outcome may be unknown. The same `cmid` may be sent
  /// again.
  record Later(int code, String text, int retryMs) implements Outcome {}
}
