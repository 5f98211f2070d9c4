package rookery.loadtest.crucible;

import java.util.List;

/// One line of a history; its fields are separated by tabs.
///
/// @param at ms since the epoch
/// @param conv the conversation; 0 where it is not known
/// @param seq the place in it; with `SENT` the number of the send, with `REFUSED` the code, with
///   `FRIEND` 1 or 0
record Line(Kind kind, long at, long conv, long seq, Content content) {
  private static final int FIELDS = 8;

  enum Kind {
    /// Written to the outbox.
    SENT,
    /// The server says that it is stored.
    ACKED,
    /// Refused for good.
    REFUSED,
    /// Shown by the device, or standing in the log that was read back.
    SHOWN,
    /// Came again, to be ignored.
    AGAIN,
    /// The device signed in.
    HERE,
    /// Its connection ended.
    GONE,
    /// From now on it takes a friend, the content's sender, for online (1) or offline (0).
    FRIEND,
    /// All was calm for so long that whoever is there must know who else is.
    LOOK,
    /// The server said what it may never say; the text tells what.
    WRONG,
    /// Clients were not in step again within the time that is promised; the text tells which.
    LATE,
    /// For a reader; the text says what.
    NOTE
  }

  String format() {
    return String.join(
        "\t",
        kind.name(),
        Long.toString(at),
        Long.toString(conv),
        Long.toString(seq),
        Integer.toString(content.sender()),
        content.cmid(),
        content.target(),
        escape(content.text()));
  }

  static Line parse(String line) {
    List<String> fields = List.of(line.split("\t", -1));
    if (fields.size() != FIELDS) {
      throw new IllegalArgumentException("no line of a history: " + line);
    }
    return new Line(
        Kind.valueOf(fields.get(0)),
        Long.parseLong(fields.get(1)),
        Long.parseLong(fields.get(2)),
        Long.parseLong(fields.get(3)),
        new Content(
            Integer.parseInt(fields.get(4)),
            fields.get(5),
            fields.get(6),
            unescape(fields.get(7))));
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }

  private static String unescape(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        i++;
        plain.append(
            switch (text.charAt(i)) {
              case 't' -> '\t';
              case 'n' -> '\n';
              case 'r' -> '\r';
              default -> text.charAt(i);
            });
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}
