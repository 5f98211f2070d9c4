package rookery.tui.view;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import rookery.tui.command.Action;
import rookery.tui.command.Commands;
import rookery.tui.model.Event;
import rookery.tui.model.State;
import rookery.tui.term.ChatScreen;
import rookery.tui.term.Input;
import rookery.tui.view.Contacts.Item;
import rookery.tui.view.Panes.Focus;

/// What the keys of somebody who is signed in mean.
final class ChatView {
  private static final int LINES_A_WHEEL = 3;

  private final Commands commands;
  private final Panes panes;
  private final Overlay overlay = new Overlay();
  private final Notices notices = new Notices();
  private final Typists typists = new Typists();
  private final InstantSource clock;

  ChatView(Commands commands, InstantSource clock, ZoneId zone) {
    this.commands = commands;
    this.clock = clock;
    this.panes = new Panes(zone);
  }

  void show(String title, List<String> lines) {
    overlay.show(title, lines);
  }

  void ask(Action.Prompt prompt) {
    overlay.ask(prompt);
  }

  /// After how many ms the picture changes by the clock alone; empty when it does not.
  OptionalLong nextChange(State state, long now) {
    return LongStream.concat(notices.left(state, now).stream(), typists.left(state, now).stream())
        .min();
  }

  void draw(ChatScreen screen, State state, String server, long now) {
    var told = new Bars.Told(notices.text(state, now), typists.text(state, now));
    panes.draw(screen, state, server, told, now, !overlay.open());
    overlay.draw(screen, state);
  }

  /// What a key means.
  List<Action> input(Input typed, State state) {
    panes.input().at(state.open());
    String key = typed instanceof Input.Key pressed ? pressed.toString() : "";
    if (overlay.open()) {
      return switch (overlay.input(typed, key, state)) {
        case Overlay.Done.Taken _ -> List.of();
        case Overlay.Done.Chosen(var place) -> opening(Action.open(place));
        case Overlay.Done.Answered(var actions) -> actions;
        case Overlay.Done.Passed _ -> writing(typed, state);
      };
    }
    return typed instanceof Input.Mouse mouse ? wheel(mouse, state) : pressed(typed, key, state);
  }

  private List<Action> pressed(Input typed, String key, State state) {
    TalkPane talk = panes.talk();
    return switch (key) {
      case "F1" -> help();
      case "Ctrl-K" -> {
        overlay.openSwitcher();
        yield List.of();
      }
      case "Alt-A" -> nextUnread(state);
      case "Tab" -> tab(1);
      case "Shift-Tab" -> tab(-1);
      case "PgUp" -> talk.scroll(state, talk.page());
      case "PgDn" -> talk.scroll(state, -talk.page());
      case "Escape" -> escape(state);
      default ->
          switch (panes.focus()) {
            case CONTACTS -> inContacts(typed, key, state);
            case TALK -> inTalk(typed, key, state);
            case INPUT -> inInput(typed, key, state);
          };
    };
  }

  private List<Action> inContacts(Input typed, String key, State state) {
    ContactPane contacts = panes.contacts();
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
        panes.focus(Focus.INPUT);
        panes.input().set((request.incoming() ? "/accept " : "/reject ") + request.name());
        yield List.of();
      }
      case Item.Heading _ -> List.of();
      case null -> List.of();
    };
  }

  private List<Action> inTalk(Input typed, String key, State state) {
    TalkPane talk = panes.talk();
    return switch (key) {
      case "Up" -> talk.scroll(state, 1);
      case "Down" -> talk.scroll(state, -1);
      case "Home" -> talk.scroll(state, Integer.MAX_VALUE / 2);
      case "End" -> List.of(new Action.Happen(new Event.Scrolled(null)));
      case "Enter" -> {
        panes.focus(Focus.INPUT);
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
    boolean text = typed instanceof Input.Text || typed instanceof Input.Paste;
    return text ? writing(typed, state) : List.of();
  }

  private List<Action> writing(Input typed, State state) {
    panes.focus(Focus.INPUT);
    return inInput(typed, "", state);
  }

  private List<Action> inInput(Input typed, String key, State state) {
    InputPane input = panes.input();
    switch (key) {
      case "Enter" -> {
        return submit(state);
      }
      case "Up" -> {
        if (!input.up(panes.widths())) {
          input.recall(-1);
        }
      }
      case "Down" -> {
        if (!input.down(panes.widths())) {
          input.recall(1);
        }
      }
      case "Ctrl-P" -> input.recall(-1);
      case "Ctrl-N" -> input.recall(1);
      default -> {
        if (input.apply(typed) && !(typed instanceof Input.Key)) {
          return typists.typed(state, input.text(), clock.millis());
        }
      }
    }
    return List.of();
  }

  private List<Action> submit(State state) {
    List<Action> wanted = commands.run(state, panes.input().text());
    if (wanted.isEmpty()) {
      return List.of();
    }
    if (wanted.stream().anyMatch(Action.Prompt.class::isInstance)) {
      // Whoever wrote the secret behind the command shall not find it among what he wrote.
      panes.input().set("");
    } else if (wanted.stream().noneMatch(Action::failure)) {
      panes.input().take();
      panes.contacts().follow();
    }
    List<Action> actions = new ArrayList<>();
    actions.add(Action.tell(""));
    actions.addAll(wanted);
    return actions;
  }

  private List<Action> tab(int by) {
    InputPane input = panes.input();
    if (panes.focus() == Focus.INPUT && by > 0 && input.text().startsWith("/")) {
      List<String> names = commands.completions(input.text());
      if (names.size() == 1) {
        input.set(names.getFirst() + " ");
        return List.of();
      }
    }
    panes.focus(panes.focus().next(by));
    return List.of();
  }

  private List<Action> escape(State state) {
    boolean scrolled =
        state.openConversation().filter(open -> open.reading().scroll() != null).isPresent();
    panes.focus(Focus.INPUT);
    panes.contacts().follow();
    return List.of(scrolled ? new Action.Happen(new Event.Scrolled(null)) : Action.tell(""));
  }

  private List<Action> nextUnread(State state) {
    return Contacts.places(state).stream()
        .filter(contact -> contact.unread() > 0 && !contact.place().equals(state.open()))
        .sorted(Comparator.comparing(contact -> !contact.mentioned()))
        .findFirst()
        .map(contact -> opening(Action.open(contact.place())))
        .orElseGet(() -> List.of(Action.tell("Nothing else is unread.")));
  }

  private List<Action> opening(Action open) {
    panes.focus(Focus.INPUT);
    panes.contacts().follow();
    return List.of(Action.tell(""), open);
  }

  private List<Action> wheel(Input.Mouse mouse, State state) {
    return switch (mouse.action()) {
      case WHEEL_UP -> panes.talk().scroll(state, LINES_A_WHEEL);
      case WHEEL_DOWN -> panes.talk().scroll(state, -LINES_A_WHEEL);
      case PRESS, RELEASE, DRAG -> List.of();
    };
  }

  private static List<Action> help() {
    return List.of(new Action.Show("Keys", Help.KEYS));
  }
}
