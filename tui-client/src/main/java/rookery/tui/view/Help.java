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

  private Help() {}
}
