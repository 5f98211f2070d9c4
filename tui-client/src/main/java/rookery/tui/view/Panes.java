package rookery.tui.view;

import java.time.ZoneId;
import rookery.tui.model.State;
import rookery.tui.term.ChatScreen;
import rookery.tui.term.Region;
import rookery.tui.term.Style;
import rookery.tui.term.Widths;

/// Where the panes of somebody who is signed in stand, and which of them has the keys.
///
/// From the top: a header, the list and the conversation side by side, the status, the input, the
/// keys. In a narrow window list and conversation take turns.
final class Panes {
  /// Below this, list and conversation take turns.
  private static final int BOTH_COLUMNS = 70;

  private static final int LIST_COLUMNS = 22;

  private final ContactPane contacts = new ContactPane();
  private final TalkPane talk;
  private final InputPane input = new InputPane();
  private Focus focus = Focus.CONTACTS;
  private boolean begun;
  private Widths widths = Widths.CUSTOMARY;

  /// Who has the keys.
  enum Focus {
    CONTACTS,
    TALK,
    INPUT;

    Focus next(int by) {
      return values()[Math.floorMod(ordinal() + by, values().length)];
    }
  }

  Panes(ZoneId zone) {
    this.talk = new TalkPane(zone);
  }

  ContactPane contacts() {
    return contacts;
  }

  TalkPane talk() {
    return talk;
  }

  InputPane input() {
    return input;
  }

  /// As the terminal draws them.
  Widths widths() {
    return widths;
  }

  Focus focus() {
    return focus;
  }

  void focus(Focus now) {
    focus = now;
  }

  /// @param keys whether the panes have them, and nothing over them does
  void draw(ChatScreen screen, State state, String server, Bars.Told told, long now, boolean keys) {
    begin(state);
    input.at(state.open());
    widths = screen.widths();
    Region all = screen.all();
    int columns = all.columns();
    int inputRows = input.rows(columns, all.rows(), widths);
    int paneRows = all.rows() - 3 - inputRows;
    Bars.header(all.part(0, 0, columns, 1), state, server, widths);
    both(all.part(0, 1, columns, paneRows), state, now);
    Bars.status(all.part(0, 1 + paneRows, columns, 1), state, told, now, widths);
    Region writing = all.part(0, 2 + paneRows, columns, inputRows);
    input.draw(writing, screen, keys && focus == Focus.INPUT);
    Bars.footer(all.part(0, all.rows() - 1, columns, 1), widths, Help.hints(focus));
  }

  /// Where one was left, one goes on writing.
  private void begin(State state) {
    if (!begun) {
      begun = true;
      focus = state.open() == null ? Focus.CONTACTS : Focus.INPUT;
    }
  }

  private void both(Region region, State state, long now) {
    boolean both = region.columns() >= BOTH_COLUMNS;
    boolean list = both || focus == Focus.CONTACTS;
    int listColumns = both ? LIST_COLUMNS : list ? region.columns() : 0;
    if (list) {
      Region left = region.part(0, 0, listColumns, region.rows());
      contacts.draw(left, state, focus == Focus.CONTACTS, widths);
    }
    if (both) {
      Style border = focus == Focus.TALK ? Theme.HEADING : Theme.BORDER;
      region.part(listColumns, 0, 1, region.rows()).putDown(0, "│", border);
    }
    if (both || !list) {
      int start = both ? listColumns + 1 : 0;
      Region right = region.part(start, 0, region.columns() - start, region.rows());
      talk.draw(right, state, now, widths);
    }
  }
}
