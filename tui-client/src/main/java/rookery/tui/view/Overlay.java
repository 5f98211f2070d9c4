package rookery.tui.view;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rookery.tui.command.Action;
import rookery.tui.model.Place;
import rookery.tui.model.State;
import rookery.tui.term.ChatScreen;
import rookery.tui.term.Input;
import rookery.tui.term.Region;

/// What lies over the panes and takes the keys from them: lines to be read, the switcher, or a
/// question.
final class Overlay {
  private @Nullable Panel panel;
  private @Nullable Switcher switcher;
  private @Nullable Question question;

  /// What a key did here.
  sealed interface Done {
    /// It was taken.
    record Taken() implements Done {}

    /// A place was chosen.
    record Chosen(Place place) implements Done {}

    /// A question was answered, and this follows.
    record Answered(List<Action> actions) implements Done {}

    /// It closed the overlay, but is meant for what lies under it.
    record Passed() implements Done {}
  }

  boolean open() {
    return panel != null || switcher != null || question != null;
  }

  void show(String title, List<String> lines) {
    panel = new Panel(title, lines);
  }

  void ask(Action.Prompt prompt) {
    question = new Question(prompt);
  }

  void openSwitcher() {
    switcher = new Switcher();
  }

  /// Takes a key; only while it is open.
  Done input(Input typed, String key, State state) {
    if (panel != null) {
      return inPanel(typed, key, panel);
    }
    if (question != null) {
      return inQuestion(typed, key, question);
    }
    return switcher == null ? new Done.Passed() : inSwitcher(typed, key, state, switcher);
  }

  private Done inPanel(Input typed, String key, Panel open) {
    switch (key) {
      case "Up" -> open.scroll(-1);
      case "Down" -> open.scroll(1);
      case "PgUp" -> open.scroll(-open.page());
      case "PgDn" -> open.scroll(open.page());
      default -> {
        panel = null;
        boolean text = typed instanceof Input.Text || typed instanceof Input.Paste;
        return text ? new Done.Passed() : new Done.Taken();
      }
    }
    return new Done.Taken();
  }

  private Done inQuestion(Input typed, String key, Question open) {
    switch (key) {
      case "Escape" -> {
        question = null;
        return new Done.Answered(List.of(Action.tell("Nothing was changed.")));
      }
      case "Enter" -> {
        if (!open.isEmpty()) {
          question = null;
          return new Done.Answered(open.answer());
        }
      }
      default -> open.apply(typed);
    }
    return new Done.Taken();
  }

  private Done inSwitcher(Input typed, String key, State state, Switcher open) {
    switch (key) {
      case "Up" -> open.move(-1, state);
      case "Down", "Tab" -> open.move(1, state);
      case "Escape", "Ctrl-K" -> switcher = null;
      case "Enter" -> {
        switcher = null;
        Optional<Place> chosen = open.chosen(state);
        return chosen.isPresent() ? new Done.Chosen(chosen.get()) : new Done.Taken();
      }
      default -> {
        boolean _ = open.apply(typed, state);
      }
    }
    return new Done.Taken();
  }

  void draw(ChatScreen screen, State state) {
    Region all = screen.all();
    Region over = all.part(0, 1, all.columns(), all.rows() - 2);
    if (panel != null) {
      panel.draw(over, screen.widths());
    } else if (question != null) {
      question.draw(over, screen);
    } else if (switcher != null) {
      switcher.draw(over, screen, state);
    }
  }
}
