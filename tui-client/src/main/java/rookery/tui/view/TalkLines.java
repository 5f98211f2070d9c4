package rookery.tui.view;

import com.googlecode.lanterna.SGR;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.GroupPosted;
import rookery.protocol.Entry;
import rookery.protocol.GroupMessages.MemberChanged;
import rookery.protocol.TouchMessages.Edited;
import rookery.protocol.TouchMessages.Reacted;
import rookery.protocol.TouchMessages.Recalled;
import rookery.tui.model.Conversation;
import rookery.tui.model.Outgoing;
import rookery.tui.model.State;
import rookery.tui.term.Sanitizer;
import rookery.tui.term.Sanitizer.LineEnds;
import rookery.tui.term.Style;
import rookery.tui.term.Widths;
import rookery.tui.term.Wrap;

/// The rows of a conversation's entries at one width: `HH:MM nick │ text`, the text wrapped under
/// itself, with a line where a day begins and one over what is new.
final class TalkLines {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE d MMM yyyy", Locale.ENGLISH);
  private static final int TIME_COLUMNS = 6;
  private static final String BAR = " │ ";
  private static final String SENDING = " (sending…)";
  private static final int MIN_TEXT_COLUMNS = 10;

  private final Conversation conversation;
  private final List<Entry> entries;
  private final State state;
  private final int columns;
  private final int nickColumns;
  private final Widths widths;
  private final ZoneId zone;

  TalkLines(State state, Conversation conversation, int columns, Widths widths, ZoneId zone) {
    this.state = state;
    this.conversation = conversation;
    this.entries = conversation.log().entries();
    this.columns = columns;
    this.nickColumns = columns >= 60 ? 12 : columns >= 44 ? 8 : 6;
    this.widths = widths;
    this.zone = zone;
  }

  int size() {
    return entries.size();
  }

  long seq(int index) {
    return entries.get(index).seq();
  }

  /// The index of a sequence, or of the last one before it; 0 when there is none.
  int indexOf(long seq) {
    int index = entries.size() - 1;
    while (index > 0 && entries.get(index).seq() > seq) {
      index--;
    }
    return Math.max(0, index);
  }

  /// The rows of one entry, with the lines that stand over it.
  List<Row> block(int index) {
    Entry entry = entries.get(index);
    List<Row> rows = new ArrayList<>();
    LocalDate day = day(entry.ts());
    if (index == 0 || !day(entries.get(index - 1).ts()).equals(day)) {
      rows.add(line(" " + DAY.format(day) + " ", Theme.DIM));
    }
    long newFrom = conversation.reading().newFrom();
    if (newFrom > 0
        && entry.seq() >= newFrom
        && (index == 0 || entries.get(index - 1).seq() < newFrom)) {
      rows.add(line(" new messages ", Theme.NEW));
    }
    rows.addAll(entry(entry));
    return rows;
  }

  /// The rows of a text that is not stored.
  ///
  /// @param now ms since the epoch; a text under way for less than a moment looks like a stored one
  List<Row> outgoing(Outgoing text, long now) {
    String refusal = text.refusal();
    Style style = refusal != null ? Theme.FAILURE : text.late(now) ? Theme.DIM : Theme.TEXT;
    List<Row> rows = new ArrayList<>(text(text.at(), state.me(), state.name(), text.msg(), style));
    if (refusal != null) {
      rows.addAll(under("✗ not sent: " + refusal + " (/retry or /discard)", Theme.FAILURE));
    } else if (text.late(now)) {
      Row marked = rows.getLast().then(SENDING, Theme.DIM);
      if (marked.columns(widths) <= columns) {
        rows.set(rows.size() - 1, marked);
      } else {
        rows.addAll(under(SENDING.strip(), Theme.DIM));
      }
    }
    return rows;
  }

  private List<Row> entry(Entry entry) {
    return switch (entry) {
      case DirectPosted text -> text(text.ts(), text.sender(), text.name(), text.msg(), Theme.TEXT);
      case GroupPosted text -> text(text.ts(), text.sender(), text.name(), text.msg(), Theme.TEXT);
      case MemberChanged change -> text(change.ts(), 0, "–", sentence(change), Theme.DIM);
      case Edited edited -> told(edited, " edited a text: " + edited.msg());
      case Recalled recalled -> told(recalled, " took a text back.");
      case Reacted reacted ->
          told(reacted, (reacted.on() ? " reacted " : " took back ") + reacted.reaction());
    };
  }

  private List<Row> told(Entry entry, String what) {
    return text(entry.ts(), 0, "–", entry.name() + what, Theme.DIM);
  }

  private static String sentence(MemberChanged change) {
    return switch (change.change()) {
      case BEFRIENDED -> "You are friends now.";
      case UNFRIENDED -> "You are no longer friends.";
      case BLOCKED -> "You have blocked " + change.username() + ".";
      case UNBLOCKED -> "You have unblocked " + change.username() + ".";
      case CREATED -> change.username() + " made this group.";
      case JOINED -> change.username() + " joined.";
      case LEFT -> change.username() + " left.";
      default ->
          change.name()
              + ": "
              + change.change().word()
              + " "
              + change.username()
              + (change.detail() == null ? "" : " " + change.detail());
    };
  }

  private List<Row> text(long ts, int user, String name, String msg, Style style) {
    List<Row> rows = new ArrayList<>();
    for (String line : wrapped(msg)) {
      Row start = rows.isEmpty() ? prefix(ts, user, name) : blankPrefix();
      rows.add(start.then(BAR, Theme.BORDER).then(line, style));
    }
    return rows;
  }

  private List<Row> under(String text, Style style) {
    return wrapped(text).stream()
        .map(line -> blankPrefix().then(BAR, Theme.BORDER).then(line, style))
        .toList();
  }

  private Row prefix(long ts, int user, String name) {
    String nick = widths.shorten(Sanitizer.clean(name, LineEnds.BLANK), nickColumns);
    Style style = user == 0 ? Theme.DIM : Theme.nick(user);
    return Row.of(TIME.format(Instant.ofEpochMilli(ts).atZone(zone)) + " ", Theme.DIM)
        .then(" ".repeat(Math.max(0, nickColumns - widths.columns(nick))), Theme.TEXT)
        .then(nick, user == state.me() ? style.with(SGR.BOLD) : style);
  }

  private Row blankPrefix() {
    return Row.of(" ".repeat(TIME_COLUMNS + nickColumns), Theme.TEXT);
  }

  private List<String> wrapped(String text) {
    int room = Math.max(MIN_TEXT_COLUMNS, columns - TIME_COLUMNS - nickColumns - BAR.length());
    return Wrap.lines(Sanitizer.clean(text, LineEnds.KEEP), room, widths).stream()
        .map(Wrap.Line::text)
        .toList();
  }

  /// A line through the pane with a text in it.
  private Row line(String text, Style style) {
    int left = Math.clamp((columns - widths.columns(text)) / 2, 0, columns);
    int right = Math.max(0, columns - left - widths.columns(text));
    return Row.of("─".repeat(left) + text + "─".repeat(right), style);
  }

  private LocalDate day(long ts) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(ts), zone);
  }
}
