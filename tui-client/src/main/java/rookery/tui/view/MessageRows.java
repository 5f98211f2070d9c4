package rookery.tui.view;

import com.googlecode.lanterna.SGR;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import rookery.tui.term.Sanitizer;
import rookery.tui.term.Sanitizer.LineEnds;
import rookery.tui.term.Style;
import rookery.tui.term.Widths;
import rookery.tui.term.Wrap;

/// Rows of a given width: `HH:MM nick │ text`, the text wrapped under itself.
final class MessageRows {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE d MMM yyyy", Locale.ENGLISH);
  private static final int TIME_COLUMNS = 6;
  private static final String BAR = " │ ";
  private static final int MIN_TEXT_COLUMNS = 10;

  private final int columns;
  private final int nickColumns;
  private final Widths widths;
  private final ZoneId zone;
  private final int me;

  /// @param me whose nick stands out
  MessageRows(int columns, Widths widths, ZoneId zone, int me) {
    this.columns = columns;
    this.nickColumns = columns >= 60 ? 12 : columns >= 44 ? 8 : 6;
    this.widths = widths;
    this.zone = zone;
    this.me = me;
  }

  /// A text with who wrote it, and when.
  ///
  /// @param user 0 for nobody
  List<Row> text(long ts, int user, String name, String msg, Style style) {
    List<Row> rows = new ArrayList<>();
    for (String line : wrapped(msg)) {
      Row start = rows.isEmpty() ? prefix(ts, user, name) : blankPrefix();
      rows.add(start.then(BAR, Theme.BORDER).then(line, style));
    }
    return rows;
  }

  /// Something that belongs to the text above.
  List<Row> under(String text, Style style) {
    return wrapped(text).stream()
        .map(line -> blankPrefix().then(BAR, Theme.BORDER).then(line, style))
        .toList();
  }

  /// One row that belongs to the text below, cut to fit.
  Row over(String text, Style style) {
    String line = widths.shorten(Sanitizer.clean(text, LineEnds.BLANK), textColumns());
    return blankPrefix().then(BAR, Theme.BORDER).then(line, style);
  }

  /// Adds a mark at the end of the last row, or under it.
  void mark(List<Row> rows, String mark) {
    Row marked = rows.getLast().then(" " + mark, Theme.DIM);
    if (marked.columns(widths) <= columns) {
      rows.set(rows.size() - 1, marked);
    } else {
      rows.addAll(under(mark, Theme.DIM));
    }
  }

  /// A line through the pane with a text in it.
  Row line(String text, Style style) {
    int left = Math.clamp((columns - widths.columns(text)) / 2, 0, columns);
    int right = Math.max(0, columns - left - widths.columns(text));
    return Row.of("─".repeat(left) + text + "─".repeat(right), style);
  }

  /// A line with a day in it.
  Row dayLine(long ts) {
    return line(" " + DAY.format(day(ts)) + " ", Theme.DIM);
  }

  LocalDate day(long ts) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(ts), zone);
  }

  private Row prefix(long ts, int user, String name) {
    String nick = widths.shorten(Sanitizer.clean(name, LineEnds.BLANK), nickColumns);
    Style style = user == 0 ? Theme.DIM : Theme.nick(user);
    return Row.of(TIME.format(Instant.ofEpochMilli(ts).atZone(zone)) + " ", Theme.DIM)
        .then(" ".repeat(Math.max(0, nickColumns - widths.columns(nick))), Theme.TEXT)
        .then(nick, user == me ? style.with(SGR.BOLD) : style);
  }

  private Row blankPrefix() {
    return Row.of(" ".repeat(TIME_COLUMNS + nickColumns), Theme.TEXT);
  }

  private List<String> wrapped(String text) {
    return Wrap.lines(Sanitizer.clean(text, LineEnds.KEEP), textColumns(), widths).stream()
        .map(Wrap.Line::text)
        .toList();
  }

  private int textColumns() {
    return Math.max(MIN_TEXT_COLUMNS, columns - TIME_COLUMNS - nickColumns - BAR.length());
  }
}
