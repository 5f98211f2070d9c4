package rookery.loadtest.thin;

import java.nio.charset.StandardCharsets;

/// Finds numbers in a line of JSON without parsing it.
final class Scan {
  static final byte[] MSGID = key("\"msgid\":");
  static final byte[] RID = key("\"rid\":");
  static final byte[] CODE = key("\"code\":");
  static final byte[] RETRY_MS = key("\"retry_ms\":");
  static final byte[] TEXT = key("\"msg\":\"");
  static final long NONE = -1;

  private Scan() {}

  static byte[] key(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// Where what follows `key` begins, from `from` on; [#NONE] when it is not there.
  static int after(byte[] line, int from, int end, byte[] key) {
    for (int i = from; i <= end - key.length; i++) {
      int k = 0;
      while (k < key.length && line[i + k] == key[k]) {
        k++;
      }
      if (k == key.length) {
        return i + k;
      }
    }
    return (int) NONE;
  }

  /// The digits at a place.
  static long number(byte[] line, int at, int end) {
    if (at < 0) {
      return NONE;
    }
    long number = 0;
    for (int i = at; i < end && line[i] >= '0' && line[i] <= '9'; i++) {
      number = number * 10 + line[i] - '0';
    }
    return number;
  }

  /// Just past the next blank.
  static int pastBlank(byte[] line, int at, int end) {
    int i = at;
    while (i < end && line[i] != ' ') {
      i++;
    }
    return i + 1;
  }
}
