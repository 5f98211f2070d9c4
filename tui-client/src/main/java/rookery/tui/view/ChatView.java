package rookery.tui.view;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import rookery.tui.command.Action;
import rookery.tui.command.Commands;
import rookery.tui.model.Event;
import rookery.tui.model.State;
import rookery.tui.term.ChatScreen;
import rookery.tui.term.Input;
import rookery.tui.term.Region;
import rookery.tui.term.Style;
import rookery.tui.term.Widths;
import rookery.tui.view.Contacts.Item;

/// The panes of somebody who is signed in, and which of them has the keys.
final class ChatView {
  /// Below this, list and conversation take turns.
  private static final int BOTH_PANES_COLUMNS = 70;

  private static final int LIST_COLUMNS = 22;
  private static final int LINES_A_WHEEL = 3;

  private final Commands commands;
  private final ContactPane contacts = new ContactPane();
  private final TalkPane talk;
  private final InputPane input = new InputPane();
  private final Notices notices = new Notices();
  private Pane focus = Pane.CONTACTS;
  private boolean begun;
  private @Nullable Panel panel;
  private @Nullable Switcher switcher;
  private Widths widths = Widths.CUSTOMARY;

  private enum Pane {
    CONTACTS,
    TALK,
    INPUT;

    Pane next(int by) {
      return values()[Math.floorMod(ordinal() + by, values().length)];
    }
  }

  ChatView(Commands commands, ZoneId zone) {
    this.commands = commands;
    this.talk = new TalkPane(zone);
  }

  void show(String title, List<String> lines) {
    panel = new Panel(title, lines);
  }

  /// After how many ms the picture changes by the clock alone; empty when it does not.
  OptionalLong nextChange(State state, long now) {
    return notices.left(state, now);
  }

  /// What a key means.
  List<Action> input(Input typed, State state) {
    input.at(state.open());
    if (panel != null) {
      return inPanel(typed, panel);
    }
    if (switcher != null) {
      return inSwitcher(typed, state, switcher);
    }
    if (typed instanceof Input.Mouse mouse) {
      return wheel(mouse, state);
    }
    String key = typed instanceof Input.Key pressed ? pressed.toString() : "";
    return switch (key) {
      case "F1" -> help();
      case "Ctrl-K" -> {
        switcher = new Switcher();
        yield List.of();
      }
      case "Alt-A" -> nextUnread(state);
      case "Tab" -> tab(1);
      case "Shift-Tab" -> tab(-1);
      case "PgUp" -> talk.scroll(state, talk.page());
      case "PgDn" -> talk.scroll(state, -talk.page());
      case "Escape" -> escape(state);
      default ->
          switch (focus) {
            case CONTACTS -> inContacts(typed, key, state);
            case TALK -> inTalk(typed, key, state);
            case INPUT -> inInput(typed, key, state);
          };
    };
  }

  private List<Action> inPanel(Input typed, Panel open) {
    String key = typed instanceof Input.Key pressed ? pressed.toString() : "";
    switch (key) {
      case "Up" -> open.scroll(-1);
      case "Down" -> open.scroll(1);
      case "PgUp" -> open.scroll(-open.page());
      case "PgDn" -> open.scroll(open.page());
      default -> {
        panel = null;
        // A text typed over a panel is meant for what lies under it.
        if (typed instanceof Input.Text || typed instanceof Input.Paste) {
          focus = Pane.INPUT;
          boolean _ = input.apply(typed);
        }
      }
    }
    return List.of();
  }

  private List<Action> inSwitcher(Input typed, State state, Switcher open) {
    String key = typed instanceof Input.Key pressed ? pressed.toString() : "";
    switch (key) {
      case "Up" -> open.move(-1, state);
      case "Down", "Tab" -> open.move(1, state);
      case "Escape", "Ctrl-K" -> switcher = null;
      case "Enter" -> {
        switcher = null;
        return open.chosen(state).map(place -> opening(Action.open(place))).orElse(List.of());
      }
      default -> {
        boolean _ = open.apply(typed, state);
      }
    }
    return List.of();
  }

  private List<Action> inContacts(Input typed, String key, State state) {
    switch (key) {
      case "Up" -> contacts.move(state, -1);
      case "Down" -> contacts.move(state, 1);
      case "Home" -> contacts.move(state, -Integer.MAX_VALUE);
      case "End" -> contacts.move(state, Integer.MAX_VALUE);
      case "Enter" -> {
        return choose(contacts.selected(state));
      }
      default -> {
        return elsewhere(typed, state);
      }
    }
    return List.of();
  }

  private List<Action> choose(Optional<Item> selected) {
    return switch (selected.orElse(null)) {
      case Item.Contact contact -> opening(Action.open(contact.place()));
      case Item.Request(var request) -> {
        focus = Pane.INPUT;
        input.set((request.incoming() ? "/accept " : "/reject ") + request.name());
        yield List.of();
      }
      case Item.Heading _ -> List.of();
      case null -> List.of();
    };
  }

  private List<Action> inTalk(Input typed, String key, State state) {
    return switch (key) {
      case "Up" -> talk.scroll(state, 1);
      case "Down" -> talk.scroll(state, -1);
      case "Home" -> talk.scroll(state, Integer.MAX_VALUE / 2);
      case "End" -> List.of(new Action.Happen(new Event.Scrolled(null)));
      case "Enter" -> {
        focus = Pane.INPUT;
        yield List.of();
      }
      default -> elsewhere(typed, state);
    };
  }

  /// Who types while a list has the keys wants to write.
  private List<Action> elsewhere(Input typed, State state) {
    if (typed instanceof Input.Text(String text) && text.equals("?")) {
      return help();
    }
    if (typed instanceof Input.Text || typed instanceof Input.Paste) {
      focus = Pane.INPUT;
      return inInput(typed, "", state);
    }
    return List.of();
  }

  private List<Action> inInput(Input typed, String key, State state) {
    switch (key) {
      case "Enter" -> {
        return submit(state);
      }
      case "Up" -> {
        if (!input.up(widths)) {
          input.recall(-1);
        }
      }
      case "Down" -> {
        if (!input.down(widths)) {
          input.recall(1);
        }
      }
      case "Ctrl-P" -> input.recall(-1);
      case "Ctrl-N" -> input.recall(1);
      default -> {
        boolean _ = input.apply(typed);
      }
    }
    return List.of();
  }

  private List<Action> submit(State state) {
    List<Action> wanted = commands.run(state, input.text());
    if (wanted.isEmpty()) {
      return List.of();
    }
    if (wanted.stream().noneMatch(Action::failure)) {
      input.take();
      contacts.follow();
    }
    List<Action> actions = new ArrayList<>();
    actions.add(Action.tell(""));
    actions.addAll(wanted);
    return actions;
  }

  private List<Action> tab(int by) {
    if (focus == Pane.INPUT && by > 0 && input.text().startsWith("/")) {
      List<String> names = commands.completions(input.text());
      if (names.size() == 1) {
        input.set(names.getFirst() + " ");
        return List.of();
      }
    }
    focus = focus.next(by);
    return List.of();
  }

  private List<Action> escape(State state) {
    boolean scrolled =
        state.openConversation().filter(open -> open.reading().scroll() != null).isPresent();
    focus = Pane.INPUT;
    contacts.follow();
    return List.of(scrolled ? new Action.Happen(new Event.Scrolled(null)) : Action.tell(""));
  }

  private List<Action> nextUnread(State state) {
    List<Item.Contact> unread =
        Contacts.places(state).stream()
            .filter(contact -> contact.unread() > 0 && !contact.place().equals(state.open()))
            .toList();
    return unread.isEmpty()
        ? List.of(Action.tell("Nothing else is unread."))
        : opening(Action.open(unread.getFirst().place()));
  }

  private List<Action> opening(Action open) {
    focus = Pane.INPUT;
    contacts.follow();
    return List.of(Action.tell(""), open);
  }

  private List<Action> wheel(Input.Mouse mouse, State state) {
    return switch (mouse.action()) {
      case WHEEL_UP -> talk.scroll(state, LINES_A_WHEEL);
      case WHEEL_DOWN -> talk.scroll(state, -LINES_A_WHEEL);
      case PRESS, RELEASE, DRAG -> List.of();
    };
  }

  private static List<Action> help() {
    return List.of(new Action.Show("Keys", Help.KEYS));
  }

  void draw(ChatScreen screen, State state, String server, long now) {
    input.at(state.open());
    if (!begun) {
      begun = true;
      // Where one was left, one goes on writing.
      focus = state.open() == null ? Pane.CONTACTS : Pane.INPUT;
    }
    widths = screen.widths();
    Region all = screen.all();
    int columns = all.columns();
    int inputRows = input.rows(columns, all.rows(), widths);
    int paneRows = all.rows() - 3 - inputRows;
    Bars.header(all.part(0, 0, columns, 1), state, server, widths);
    panes(all.part(0, 1, columns, paneRows), state, now);
    String notice = notices.text(state, now);
    Bars.status(all.part(0, 1 + paneRows, columns, 1), state, notice, now, widths);
    Region inputRegion = all.part(0, 2 + paneRows, columns, inputRows);
    input.draw(inputRegion, screen, focus == Pane.INPUT && panel == null && switcher == null);
    footer(all.part(0, all.rows() - 1, columns, 1));
    Region over = all.part(0, 1, columns, all.rows() - 2);
    if (panel != null) {
      panel.draw(over, widths);
    } else if (switcher != null) {
      switcher.draw(over, screen, state);
    }
  }

  private void panes(Region region, State state, long now) {
    boolean both = region.columns() >= BOTH_PANES_COLUMNS;
    boolean list = both || focus == Pane.CONTACTS;
    int listColumns = both ? LIST_COLUMNS : list ? region.columns() : 0;
    if (list) {
      Region left = region.part(0, 0, listColumns, region.rows());
      contacts.draw(left, state, focus == Pane.CONTACTS, widths);
    }
    if (both) {
      region.part(listColumns, 0, 1, region.rows()).putDown(0, "│", border());
    }
    if (both || !list) {
      int start = both ? listColumns + 1 : 0;
      Region right = region.part(start, 0, region.columns() - start, region.rows());
      talk.draw(right, state, now, widths);
    }
  }

  private Style border() {
    return focus == Pane.TALK ? Theme.HEADING : Theme.BORDER;
  }

  private void footer(Region line) {
    switch (focus) {
      case CONTACTS ->
          Bars.footer(
              line,
              widths,
              "Enter",
              "open",
              "↑↓",
              "choose",
              "Tab",
              "next pane",
              "Alt-A",
              "next unread",
              "F1",
              "help",
              "Ctrl-Q",
              "quit");
      case TALK ->
          Bars.footer(
              line,
              widths,
              "↑↓ PgUp PgDn",
              "scroll",
              "End",
              "newest",
              "Tab",
              "next pane",
              "F1",
              "help",
              "Ctrl-Q",
              "quit");
      case INPUT ->
          Bars.footer(
              line,
              widths,
              "Enter",
              "send",
              "Tab",
              "next pane",
              "F1",
              "keys",
              "PgUp",
              "older",
              "Alt-A",
              "next unread",
              "Ctrl-K",
              "go to",
              "/help",
              "commands",
              "Ctrl-Q",
              "quit");
    }
  }
}
