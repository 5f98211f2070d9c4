package rookery.tui.view;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import rookery.tui.model.Place;
import rookery.tui.model.State;
import rookery.tui.term.ChatScreen;
import rookery.tui.term.Input;
import rookery.tui.term.LineEditor;
import rookery.tui.term.LineKeys;
import rookery.tui.term.Region;
import rookery.tui.term.Widths;
import rookery.tui.view.Contacts.Item;

/// Goes to a conversation by a few letters of its name.
final class Switcher {
  private static final int MAX_NAME = 64;
  private static final int ROWS = 8;
  private static final int COLUMNS = 36;

  private final LineEditor editor = new LineEditor(MAX_NAME);
  private int index;

  /// @return false when the key means nothing here
  boolean apply(Input input, State state) {
    boolean edited = LineKeys.apply(input, editor);
    if (edited) {
      index = 0;
    }
    index = Math.clamp(index, 0, Math.max(0, matching(state).size() - 1));
    return edited;
  }

  void move(int by, State state) {
    index = Math.clamp((long) index + by, 0, Math.max(0, matching(state).size() - 1));
  }

  Optional<Place> chosen(State state) {
    List<Item.Contact> all = matching(state);
    return index < all.size() ? Optional.of(all.get(index).place()) : Optional.empty();
  }

  void draw(Region all, ChatScreen screen, State state) {
    Widths widths = screen.widths();
    int rows = Math.min(ROWS, all.rows() - 3);
    int columns = Math.min(COLUMNS, all.columns());
    Region box = all.part((all.columns() - columns) / 2, 1, columns, rows + 3);
    Panel.frame(box, "Go to", widths);
    Row.of("> " + editor.text(), Theme.STRONG).draw(box.part(2, 1, columns - 4, 1), 0, widths);
    List<Item.Contact> found = matching(state);
    int first = Math.max(0, index - rows + 1);
    for (int row = 0; row < rows && first + row < found.size(); row++) {
      Item.Contact contact = found.get(first + row);
      String mark = contact.place() instanceof Place.Group ? "#" : contact.online() ? "● " : "○ ";
      String unread = contact.unread() == 0 ? "" : "  (" + contact.unread() + ")";
      Row.of(mark + contact.name() + unread, first + row == index ? Theme.BAR : Theme.TEXT)
          .draw(box.part(2, 2 + row, columns - 4, 1), 0, widths);
    }
    screen.cursorAt(box.left() + 4 + editor.cursorColumn(widths), box.top() + 1);
  }

  /// Names that begin with what is typed, then those that hold its letters in this order.
  private List<Item.Contact> matching(State state) {
    String typed = editor.text().strip().toLowerCase(Locale.ROOT);
    return Contacts.places(state).stream()
        .filter(contact -> holds(contact.name().toLowerCase(Locale.ROOT), typed))
        .sorted((one, other) -> Boolean.compare(begins(other, typed), begins(one, typed)))
        .toList();
  }

  private static boolean begins(Item.Contact contact, String typed) {
    return contact.name().toLowerCase(Locale.ROOT).startsWith(typed);
  }

  private static boolean holds(String name, String typed) {
    int at = 0;
    for (int letter : typed.codePoints().toArray()) {
      at = name.indexOf(letter, at) + 1;
      if (at == 0) {
        return false;
      }
    }
    return true;
  }
}
