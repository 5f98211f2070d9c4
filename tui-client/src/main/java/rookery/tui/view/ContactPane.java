package rookery.tui.view;

import com.googlecode.lanterna.SGR;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rookery.tui.model.Place;
import rookery.tui.model.State;
import rookery.tui.term.Region;
import rookery.tui.term.Style;
import rookery.tui.term.Widths;
import rookery.tui.view.Contacts.Item;

/// The list of requests, friends and groups, with one of them selected.
final class ContactPane {
  private static final int MOST_SHOWN = 99;

  private @Nullable Object selected;
  private int top;

  /// What is selected; the open conversation until something else is.
  Optional<Item> selected(State state) {
    List<Item> items = Contacts.of(state);
    int index = index(items, state);
    return index < 0 ? Optional.empty() : Optional.of(items.get(index));
  }

  /// Selects the next one in a direction.
  void move(State state, int by) {
    List<Item> items = Contacts.of(state);
    int step = Integer.signum(by);
    int index = Math.max(0, index(items, state));
    for (int left = Math.abs(by); left > 0; left--) {
      int next = index + step;
      while (next >= 0 && next < items.size() && items.get(next) instanceof Item.Heading) {
        next += step;
      }
      if (next < 0 || next >= items.size()) {
        break;
      }
      index = next;
    }
    selected = items.isEmpty() ? null : key(items.get(index));
  }

  /// Lets the selection follow what is open again.
  void follow() {
    selected = null;
  }

  void draw(Region region, State state, boolean focused, Widths widths) {
    List<Item> items = Contacts.of(state);
    int index = index(items, state);
    top = Math.clamp(top, Math.max(0, index - region.rows() + 1), Math.max(0, index));
    top = Math.clamp(top, 0, Math.max(0, items.size() - region.rows()));
    for (int row = 0; row < region.rows() && top + row < items.size(); row++) {
      Item item = items.get(top + row);
      Region line = region.part(0, row, region.columns(), 1);
      boolean chosen = focused && top + row == index;
      draw(line, item, state, chosen, widths);
    }
  }

  private static void draw(Region line, Item item, State state, boolean chosen, Widths widths) {
    if (chosen) {
      line.fill(Theme.BAR);
    }
    switch (item) {
      case Item.Heading(String text) -> Row.of(text, Theme.HEADING).draw(line, 0, widths);
      case Item.Request(var request) ->
          Row.of(request.incoming() ? " ? " : " → ", style(Theme.BADGE, chosen))
              .then(request.name(), style(Theme.TEXT, chosen))
              .draw(line, 0, widths);
      case Item.Contact contact -> draw(line, contact, state, chosen, widths);
    }
  }

  private static void draw(
      Region line, Item.Contact contact, State state, boolean chosen, Widths widths) {
    boolean open = contact.place().equals(state.open());
    boolean group = contact.place() instanceof Place.Group;
    String badge = badge(contact);
    Style name = contact.unread() > 0 || open ? Theme.STRONG : Theme.TEXT;
    int room = line.columns() - (badge.isEmpty() ? 0 : badge.length() + 1);
    Row.of(open ? "▸" : " ", style(Theme.STRONG, chosen))
        .then(group ? "#" : contact.online() ? "●" : "○", style(mark(contact, group), chosen))
        .then(group ? "" : " ", style(Theme.TEXT, chosen))
        .then(contact.name(), style(name, chosen))
        .draw(line.part(0, 0, room, 1), 0, widths);
    Row.of(badge, style(contact.mentioned() ? Theme.MENTION : Theme.BADGE, chosen))
        .drawRight(line, 0, widths);
  }

  private static Style mark(Item.Contact contact, boolean group) {
    return group || !contact.online() ? Theme.DIM : Theme.ONLINE;
  }

  private static String badge(Item.Contact contact) {
    long unread = contact.unread();
    String mark = contact.mentioned() ? "@" : "";
    return unread == 0
        ? ""
        : mark + (unread > MOST_SHOWN ? MOST_SHOWN + "+" : String.valueOf(unread));
  }

  private static Style style(Style style, boolean chosen) {
    return chosen ? style.with(SGR.REVERSE) : style;
  }

  private int index(List<Item> items, State state) {
    Object wanted = selected != null ? selected : state.open();
    for (int i = 0; i < items.size(); i++) {
      if (wanted != null && wanted.equals(key(items.get(i)))) {
        return i;
      }
    }
    for (int i = 0; i < items.size(); i++) {
      if (!(items.get(i) instanceof Item.Heading)) {
        return i;
      }
    }
    return -1;
  }

  /// What stays the same when the row changes.
  private static Object key(Item item) {
    return switch (item) {
      case Item.Heading(String text) -> text;
      case Item.Request(var request) -> request.id();
      case Item.Contact contact -> contact.place();
    };
  }
}
