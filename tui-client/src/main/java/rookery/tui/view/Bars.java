package rookery.tui.view;

import rookery.protocol.SyncMessages.Synced.Group;
import rookery.tui.model.Conversation;
import rookery.tui.model.Link;
import rookery.tui.model.Place;
import rookery.tui.model.State;
import rookery.tui.term.Region;
import rookery.tui.term.Widths;

/// The header, the status and the footer: one row each.
final class Bars {
  private static final long MS_A_SECOND = 1_000;

  private Bars() {}

  static void header(Region line, State state, String server, Widths widths) {
    line.fill(Theme.BAR);
    Row right = about(state);
    int room = Math.max(0, line.columns() - right.columns(widths) - 1);
    Row.of(" " + state.name(), Theme.BAR_STRONG)
        .then(" · " + server, Theme.BAR)
        .draw(line.part(0, 0, room, 1), 0, widths);
    right.drawRight(line, 0, widths);
  }

  private static Row about(State state) {
    Place open = state.open();
    return switch (open) {
      case null -> Row.of("rookery ", Theme.BAR);
      case Place.Person(int id) -> {
        boolean online = state.roster().online().contains(id);
        yield Row.of(state.titleAndNickname(open), Theme.BAR_STRONG)
            .then(online ? " ● online " : " ○ offline ", Theme.BAR);
      }
      case Place.Group(int id) -> {
        String about = state.roster().group(id).map(Group::groupdesc).orElse("");
        yield Row.of("#" + state.title(open), Theme.BAR_STRONG)
            .then((about.isEmpty() ? "" : " – " + about) + " ", Theme.BAR);
      }
    };
  }

  /// What there is to tell beside how it stands with the server.
  ///
  /// @param notice empty when it is old
  /// @param typing who is typing; empty for nobody
  record Told(String notice, String typing) {}

  /// How it stands with the server, and what there is to tell.
  ///
  /// @param now ms since the epoch
  static void status(Region line, State state, Told told, long now, Widths widths) {
    String notice = told.notice();
    Row row =
        switch (state.link()) {
          case Link.Idle _ -> Row.EMPTY;
          case Link.Connecting _ -> Row.of("◌ connecting…", Theme.WARNING);
          case Link.Waiting(long until, String why) ->
              Row.of("✗ offline: " + why + " Trying again " + in(until - now) + ".", Theme.FAILURE);
          case Link.Refused(String sentence, boolean _) -> Row.of("✗ " + sentence, Theme.FAILURE);
          case Link.Up _ when !state.asked().synced() ->
              Row.of("◌ fetching what is new…", Theme.WARNING);
          case Link.Up _ -> notice.isEmpty() ? connected(state) : Row.of("●", Theme.GOOD);
        };
    if (!notice.isEmpty()) {
      row =
          row.then(" ", Theme.TEXT)
              .then(notice, state.notice().failure() ? Theme.FAILURE : Theme.STRONG);
    }
    if (!told.typing().isEmpty()) {
      row = row.then("  " + told.typing(), Theme.DIM);
    }
    row.draw(line, 0, widths);
  }

  private static Row connected(State state) {
    long unread =
        state.conversations().values().stream()
            .filter(each -> !each.place().equals(state.open()))
            .mapToLong(Bars::unread)
            .sum();
    Row row = Row.of("● connected", Theme.GOOD);
    return unread == 0 ? row : row.then("  " + unread + " unread: Alt-A", Theme.BADGE);
  }

  private static long unread(Conversation conversation) {
    return conversation.reading().shown();
  }

  /// How long from now.
  static String in(long ms) {
    long seconds = Math.max(0, (ms + MS_A_SECOND - 1) / MS_A_SECOND);
    return seconds <= 0 ? "now" : "in " + seconds + " s";
  }

  /// Keys and what they do, as many as fit.
  static void footer(Region line, Widths widths, String... hints) {
    int at = 0;
    for (int i = 0; i + 1 < hints.length; i += 2) {
      Row hint = Row.of(hints[i], Theme.KEY).then(" " + hints[i + 1], Theme.DIM);
      if (at + hint.columns(widths) > line.columns()) {
        return;
      }
      hint.draw(line.part(at, 0, line.columns() - at, 1), 0, widths);
      at += hint.columns(widths) + 2;
    }
  }
}
