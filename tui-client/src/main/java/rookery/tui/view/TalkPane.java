package rookery.tui.view;

import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rookery.tui.command.Action;
import rookery.tui.model.Conversation;
import rookery.tui.model.Event;
import rookery.tui.model.Outgoing;
import rookery.tui.model.Place;
import rookery.tui.model.Reading.Scroll;
import rookery.tui.model.State;
import rookery.tui.term.Region;
import rookery.tui.term.Widths;

/// The open conversation. What was drawn last says how large a page is.
final class TalkPane {
  private final ZoneId zone;
  private int columns = 80;
  private int rows = 20;
  private Widths widths = Widths.CUSTOMARY;

  TalkPane(ZoneId zone) {
    this.zone = zone;
  }

  /// Rows of a page when one goes a page up or down: one stays for context.
  int page() {
    return Math.max(1, rows - 1);
  }

  void draw(Region region, State state, long now, Widths newWidths) {
    columns = region.columns();
    rows = region.rows();
    widths = newWidths;
    List<Row> page = page(state, now);
    for (int i = 0; i < page.size(); i++) {
      page.get(i).draw(region, i, widths);
    }
  }

  /// Goes up by rows (down, when negative).
  List<Action> scroll(State state, int up) {
    Conversation conversation = state.openConversation().orElse(null);
    TalkLines lines = conversation == null ? null : lines(state, conversation);
    if (conversation == null || lines == null || lines.size() == 0) {
      return List.of();
    }
    Position from = position(lines, conversation.reading().scroll());
    Position to = up > 0 ? from.up(up) : from.down(-up);
    int missing = rows - (to == null ? rows : to.rowsAbove(rows));
    List<Action> actions = new ArrayList<>();
    if (missing > 0 && to != null) {
      to = to.down(missing);
      if (conversation.log().older() && state.up()) {
        actions.add(new Action.Happen(new Event.OlderWanted()));
      }
    }
    actions.add(new Action.Happen(new Event.Scrolled(to == null ? null : to.scroll())));
    return actions;
  }

  private List<Row> page(State state, long now) {
    Place open = state.open();
    if (open == null) {
      return Contacts.places(state).isEmpty() && state.asked().synced()
          ? hint("Nobody is here yet.", "/add NAME asks somebody,", "/join NAME enters a group.")
          : hint("Choose a conversation: Tab, arrows, Enter.", "F1 shows the keys.");
    }
    Optional<Conversation> conversation = state.openConversation();
    List<Outgoing> outgoing = state.outgoing(open);
    if (conversation.isEmpty() && outgoing.isEmpty()) {
      return hint("Nothing here yet. Write the first message.");
    }
    Conversation shown = conversation.orElseGet(() -> Conversation.empty(open));
    return page(state, shown, outgoing, now);
  }

  private List<Row> page(State state, Conversation shown, List<Outgoing> outgoing, long now) {
    TalkLines lines = lines(state, shown);
    Deque<Row> page = new ArrayDeque<>();
    Scroll scroll = shown.reading().scroll();
    int index = lines.size() - 1;
    if (scroll == null) {
      outgoing.forEach(text -> page.addAll(lines.outgoing(text, now)));
    } else if (index >= 0) {
      Position bottom = position(lines, scroll);
      page.addAll(lines.block(bottom.index()).subList(0, bottom.line() + 1));
      index = bottom.index() - 1;
    }
    for (; index >= 0 && page.size() < rows; index--) {
      lines.block(index).reversed().forEach(page::addFirst);
    }
    boolean loading = state.asked().history() == shown.id() && shown.id() != 0;
    if (loading && page.size() < rows) {
      page.addFirst(Row.of("fetching older messages…", Theme.DIM));
    }
    while (page.size() > rows) {
      page.removeFirst();
    }
    return List.copyOf(page);
  }

  private List<Row> hint(String... sentences) {
    List<Row> hint = new ArrayList<>();
    for (int i = 0; i < Math.max(0, rows / 2 - sentences.length); i++) {
      hint.add(Row.EMPTY);
    }
    for (String sentence : sentences) {
      int left = Math.max(0, (columns - widths.columns(sentence)) / 2);
      hint.add(Row.of(" ".repeat(left) + sentence, Theme.DIM));
    }
    return hint;
  }

  private TalkLines lines(State state, Conversation conversation) {
    return new TalkLines(state, conversation, columns, widths, zone);
  }

  private static Position position(TalkLines lines, @Nullable Scroll scroll) {
    int index = scroll == null ? lines.size() - 1 : lines.indexOf(scroll.seq());
    int last = lines.block(index).size() - 1;
    return scroll == null || lines.seq(index) != scroll.seq()
        ? new Position(lines, index, last)
        : new Position(lines, index, Math.clamp(scroll.line(), 0, last));
  }

  /// A row of a conversation: the lowest one on the screen.
  private record Position(TalkLines lines, int index, int line) {
    Scroll scroll() {
      return new Scroll(lines.seq(index), line);
    }

    Position up(int by) {
      int at = index;
      int row = line - by;
      while (row < 0 && at > 0) {
        at--;
        row += lines.block(at).size();
      }
      return new Position(lines, at, Math.max(0, row));
    }

    /// Null when that is the end.
    @Nullable Position down(int by) {
      int at = index;
      int row = line + by;
      while (row >= lines.block(at).size()) {
        row -= lines.block(at).size();
        at++;
        if (at >= lines.size()) {
          return null;
        }
      }
      boolean end = at == lines.size() - 1 && row == lines.block(at).size() - 1;
      return end ? null : new Position(lines, at, row);
    }

    /// Rows from the top to this one, but no more than `most`.
    int rowsAbove(int most) {
      int above = line + 1;
      for (int at = index - 1; at >= 0 && above < most; at--) {
        above += lines.block(at).size();
      }
      return Math.min(above, most);
    }
  }
}
