package rookery.tui.view;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.GroupPosted;
import rookery.protocol.Entry;
import rookery.protocol.GroupMessages.MemberChanged;
import rookery.protocol.TouchMessages.Touched;
import rookery.protocol.TouchMessages.Touching;
import rookery.tui.model.Conversation;
import rookery.tui.model.Outgoing;
import rookery.tui.model.State;
import rookery.tui.term.Style;
import rookery.tui.term.Widths;

/// The rows of a conversation's entries at one width, with a line where a day begins and one over
/// what is new. What was done to a text is shown at the text.
final class TalkLines {
  private final Conversation conversation;
  private final List<Entry> entries;
  private final State state;
  private final MessageRows rows;

  TalkLines(State state, Conversation conversation, int columns, Widths widths, ZoneId zone) {
    this.state = state;
    this.conversation = conversation;
    this.entries =
        conversation.log().entries().stream()
            .filter(entry -> !(entry instanceof Touching))
            .toList();
    this.rows = new MessageRows(columns, widths, zone, state.me());
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

  /// The rows of one entry, with the lines that stand over it; at least one.
  List<Row> block(int index) {
    Entry entry = entries.get(index);
    List<Row> block = new ArrayList<>();
    if (index == 0 || !rows.day(entries.get(index - 1).ts()).equals(rows.day(entry.ts()))) {
      block.add(rows.dayLine(entry.ts()));
    }
    long newFrom = conversation.reading().newFrom();
    if (newFrom > 0
        && entry.seq() >= newFrom
        && (index == 0 || entries.get(index - 1).seq() < newFrom)) {
      block.add(rows.line(" new messages ", Theme.NEW));
    }
    block.addAll(entry(entry));
    return block;
  }

  /// The rows of a text that is not stored.
  ///
  /// @param now ms since the epoch; a text under way for less than a moment looks like a stored one
  List<Row> outgoing(Outgoing text, long now) {
    String refusal = text.refusal();
    Style style = refusal != null ? Theme.FAILURE : text.late(now) ? Theme.DIM : Theme.TEXT;
    List<Row> block = new ArrayList<>();
    Long reply = text.said().reply();
    if (reply != null) {
      block.add(rows.over("↪ " + quoted(reply), Theme.DIM));
    }
    block.addAll(rows.text(text.at(), state.me(), state.name(), text.said().msg(), style));
    if (refusal != null) {
      block.addAll(rows.under("✗ not sent: " + refusal + " (/retry or /discard)", Theme.FAILURE));
    } else if (text.late(now)) {
      rows.mark(block, "(sending…)");
    }
    return block;
  }

  private List<Row> entry(Entry entry) {
    return switch (entry) {
      case DirectPosted text -> text(text, text.msg(), text.reply(), text.touched(), Theme.TEXT);
      case GroupPosted text -> {
        Style style = Conversation.mentions(text, state.me()) ? Theme.STRONG : Theme.TEXT;
        yield text(text, text.msg(), text.reply(), text.touched(), style);
      }
      case MemberChanged change -> rows.text(change.ts(), 0, "–", sentence(change), Theme.DIM);
      case Touching _ -> List.of(); // they stand at their texts
    };
  }

  private List<Row> text(
      Entry entry, String msg, @Nullable Long reply, @Nullable Touched touched, Style style) {
    List<Row> block = new ArrayList<>();
    if (reply != null) {
      block.add(rows.over("↪ " + quoted(reply), Theme.DIM));
    }
    if (touched != null && touched.recalled()) {
      block.addAll(rows.text(entry.ts(), entry.sender(), entry.name(), "(taken back)", Theme.DIM));
      return block;
    }
    block.addAll(rows.text(entry.ts(), entry.sender(), entry.name(), msg, style));
    if (touched != null && touched.edited()) {
      rows.mark(block, "(edited)");
    }
    if (touched != null && !touched.reactions().isEmpty()) {
      String reactions =
          touched.reactions().stream()
              .map(kind -> kind.reaction() + " " + kind.count() + (kind.mine() ? "*" : ""))
              .collect(Collectors.joining("  "));
      block.addAll(rows.under(reactions, Theme.DIM));
    }
    return block;
  }

  private String quoted(long seq) {
    return entries.stream()
        .filter(entry -> entry.seq() == seq)
        .findFirst()
        .map(entry ->
            switch (entry) {
              case DirectPosted text -> text.name() + ": " + text.msg();
              case GroupPosted text -> text.name() + ": " + text.msg();
              case MemberChanged _, Touching _ -> "…";
            })
        .orElse("an older text");
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
      case ERASED -> "This account was erased, and what it said.";
      default ->
          change.name()
              + ": "
              + change.change().word()
              + " "
              + change.username()
              + (change.detail() == null ? "" : " " + change.detail());
    };
  }
}
