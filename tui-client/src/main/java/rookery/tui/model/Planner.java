package rookery.tui.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import rookery.protocol.Bounds;
import rookery.protocol.ChatMessages.Read;
import rookery.protocol.ChatMessages.Received;
import rookery.protocol.SyncMessages.Backlog;
import rookery.protocol.SyncMessages.Cursor;
import rookery.protocol.SyncMessages.History;
import rookery.protocol.SyncMessages.Sync;

/// What there is to do in a state: look at what is open as read, ask for what is missing, tell how
/// far we are. At most one request of each kind is under way.
final class Planner {
  private static final int HISTORY_ENTRIES = 50;

  private State state;
  private final List<Effect> effects = new ArrayList<>();

  private Planner(State state) {
    this.state = state;
  }

  static Step plan(State state) {
    var planner = new Planner(state);
    planner.read();
    planner.markNew();
    if (planner.state.up()) {
      planner.sync();
      planner.backlog();
      planner.history();
      planner.tell();
    }
    return new Step(planner.state, planner.effects);
  }

  /// What stands at the end of the open conversation is being read.
  private void read() {
    Conversation open = state.openConversation().orElse(null);
    if (open != null && beingRead(open) && open.log().cursor() > open.reading().read()) {
      state = state.with(open.readTo(open.log().cursor(), state.me()));
    }
  }

  private boolean beingRead(Conversation conversation) {
    return conversation.place().equals(state.open())
        && state.focused()
        && conversation.reading().scroll() == null;
  }

  private void markNew() {
    for (Conversation each : state.conversations().values()) {
      if (each.reading().unread() > 0 && each.reading().newFrom() == 0) {
        state = state.with(each.with(each.reading().withNewFrom(each.reading().read() + 1)));
      }
    }
  }

  private void sync() {
    if (state.asked().rosterComes() && !state.asked().sync()) {
      Asked.Rest rest = state.asked().rest();
      effects.add(new Effect.Ask(rest == null ? firstSync() : rest.request()));
      state = state.with(state.asked().syncing());
    }
  }

  private Sync firstSync() {
    List<Cursor> after =
        state.conversations().values().stream()
            .filter(each -> each.log().cursor() != Log.UNKNOWN)
            .limit(Bounds.CURSORS)
            .map(Planner::cursor)
            .toList();
    return new Sync(state.roster().version(), after, state.reads(), null);
  }

  private void backlog() {
    if (!ready() || state.asked().backlog()) {
      return;
    }
    Stream<Conversation> openFirst =
        Stream.concat(state.openConversation().stream(), state.conversations().values().stream());
    List<Cursor> after =
        openFirst
            .distinct()
            .filter(each -> each.log().behind())
            .limit(Bounds.CURSORS)
            .map(Planner::cursor)
            .toList();
    if (!after.isEmpty()) {
      effects.add(new Effect.Ask(new Backlog(after, Bounds.PAGE_DEFAULT)));
      state = state.with(state.asked().backlog(true));
    }
  }

  private void history() {
    if (!ready() || state.asked().history() != 0) {
      return;
    }
    Conversation open = state.openConversation().orElse(null);
    if (open == null || open.log().cursor() == Log.UNKNOWN || open.log().behind()) {
      return;
    }
    boolean wanted = state.asked().wantsOlder() || open.log().entries().size() < HISTORY_ENTRIES;
    if (wanted && open.log().older() && open.log().first() > 1) {
      effects.add(new Effect.Ask(new History(open.id(), open.log().first(), HISTORY_ENTRIES)));
      state = state.with(state.asked().history(open.id()));
    }
  }

  private void tell() {
    if (!state.asked().synced()) {
      return;
    }
    for (Conversation each : state.conversations().values()) {
      Reading reading = each.reading();
      long cursor = each.log().cursor();
      if (reading.read() > reading.told() && reading.read() <= cursor) {
        effects.add(new Effect.Tell(new Read(each.id(), reading.read())));
        state =
            state.with(
                each.with(reading.withTold(reading.read()))
                    .confirmed(Math.max(each.confirmed(), reading.read())));
      }
      Conversation now = state.conversations().getOrDefault(each.id(), each);
      if (now.reading().marked() && beingRead(now)) {
        effects.add(new Effect.Tell(new Read(now.id(), now.reading().read())));
        now = now.with(now.reading().withMark(false, now.reading().reads()));
        state = state.with(now);
      }
      if (cursor > now.confirmed()) {
        effects.add(new Effect.Tell(new Received(each.id(), cursor)));
        state = state.with(now.confirmed(cursor));
      }
    }
  }

  private boolean ready() {
    return state.asked().synced() && !state.asked().sync() && !state.asked().stalled();
  }

  private static Cursor cursor(Conversation conversation) {
    return new Cursor(conversation.id(), conversation.log().cursor());
  }
}
