package rookery.tui.view;

import java.util.List;

/// What the keys do.
final class Help {
  static final List<String> KEYS =
      List.of(
          "Tab, Shift-Tab    next pane, the one before",
          "Enter             open, or send",
          "Alt-Enter         a new line in the text",
          "Up, Down          choose; scroll; what you wrote before",
          "PgUp, PgDn        a page of the conversation",
          "Home, End         its beginning, its end",
          "Esc               back to writing, at the end",
          "Alt-A             the next unread conversation",
          "Ctrl-K            go to a conversation by its name",
          "Tab after /       complete a command",
          "Ctrl-L            draw everything anew",
          "F1 or ?           this help",
          "Ctrl-C, Ctrl-Q    quit",
          "",
          "/help shows the commands.");

  private static final String[] CONTACTS = {
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
    "quit"
  };
  private static final String[] TALK = {
    "↑↓ PgUp PgDn", "scroll", "End", "newest", "Tab", "next pane", "F1", "help", "Ctrl-Q", "quit"
  };
  private static final String[] INPUT = {
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
    "quit"
  };

  private Help() {}

  /// Keys and what they do where the keys are, by turns.
  static String[] hints(Panes.Focus focus) {
    return switch (focus) {
      case CONTACTS -> CONTACTS.clone();
      case TALK -> TALK.clone();
      case INPUT -> INPUT.clone();
    };
  }
}
