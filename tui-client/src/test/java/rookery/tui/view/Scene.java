package rookery.tui.view;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.GroupPosted;
import rookery.protocol.ChatMessages.SendDirect;
import rookery.protocol.ClientMessage;
import rookery.protocol.Entry;
import rookery.protocol.GroupMessages.Change;
import rookery.protocol.GroupMessages.MemberChanged;
import rookery.protocol.MessageType;
import rookery.protocol.Reply;
import rookery.protocol.Result;
import rookery.protocol.Role;
import rookery.protocol.SyncMessages.Sync;
import rookery.protocol.SyncMessages.Synced;
import rookery.protocol.SyncMessages.Synced.Head;
import rookery.tui.command.Action;
import rookery.tui.command.Commands;
import rookery.tui.model.Event;
import rookery.tui.model.Place;
import rookery.tui.model.Rules;
import rookery.tui.model.State;
import rookery.tui.term.ChatScreen;
import rookery.tui.term.ChatTerminal;
import rookery.tui.term.ColorDepth;
import rookery.tui.term.Input;
import rookery.tui.term.Input.Key;
import rookery.tui.term.Size;

/// A view on a terminal in memory, keys that are pressed on it, and what is read on it then.
///
/// Ann (7) is signed in; bob (8) and 小红 (9) are her friends, crows (1) is her group, eve asks to be
/// her friend.
final class Scene {
  static final Place BOB = new Place.Person(8);
  static final Place XIAO_HONG = new Place.Person(9);
  static final Place CROWS = new Place.Group(1);
  private static final Instant NOW = Instant.parse("2026-11-24T20:00:00Z");

  private Instant now = NOW;
  private final InstantSource clock = () -> now;
  private final ChatScreen screen;
  private final View view;
  private final List<Action> actions = new ArrayList<>();
  private final List<ClientMessage> told = new ArrayList<>();
  private State state = State.INITIAL;

  Scene(int columns, int rows) {
    var size = new Size(columns, rows);
    var terminal = new ChatTerminal(new ByteArrayOutputStream(), () -> size);
    screen = new ChatScreen(terminal, ColorDepth.NONE);
    view = new View("127.0.0.1:7700", "", new Commands(() -> "c"), clock, ZoneOffset.UTC);
  }

  /// In sync, with nothing in the conversations but what the test puts there.
  static Scene signedIn(int columns, int rows) {
    var scene = new Scene(columns, rows);
    scene.happens(new Event.SignedIn(7, "ann"));
    scene.answered(
        new Sync(0L, List.of()),
        new Synced(
            1,
            0,
            List.of(new Synced.Friend(8, "bob", 3), new Synced.Friend(9, "小红", 4)),
            List.of(new Synced.FriendRequest(10, "eve", "it is me", 0, true)),
            List.of(new Synced.Group(1, "crows", "all of us", Role.NORMAL, 5)),
            List.of(8),
            List.of(
                new Head(3, "direct", 8, null, "bob", 0, 0, 0, 0, false, 0),
                new Head(4, "direct", 9, null, "小红", 0, 0, 0, 0, false, 0),
                new Head(5, "group", null, 1, "crows", 0, 0, 0, 0, false, 0)),
            false));
    return scene;
  }

  State state() {
    return state;
  }

  Scene happens(Event event) {
    state = Rules.apply(state, event).state();
    return this;
  }

  Scene answered(ClientMessage request, Reply reply) {
    MessageType type = MessageType.of(request.getClass());
    return happens(new Event.Answered(request, Result.done(null, type, reply)));
  }

  Scene comes(Entry... entries) {
    for (Entry entry : entries) {
      happens(new Event.Came(entry));
    }
    return this;
  }

  Scene writes(String cmid, String msg) {
    return happens(new Event.Queued(new SendDirect(cmid, 8, msg), NOW.toEpochMilli() - 5_000));
  }

  /// Presses keys as they are named, and types everything else letter by letter.
  Scene press(String... keys) {
    for (String key : keys) {
      input(key.length() == 1 ? new Input.Text(key) : Key.parse(key));
    }
    return this;
  }

  Scene type(String text) {
    text.codePoints().forEach(letter -> input(new Input.Text(Character.toString(letter))));
    return this;
  }

  Scene input(Input input) {
    text(); // as on a real terminal, something was drawn before anything is typed
    for (Action action : view.input(input, state)) {
      if (action instanceof Action.Tell(ClientMessage message)) {
        told.add(message);
        continue;
      }
      actions.add(action);
      switch (action) {
        case Action.Happen(Event event) -> happens(event);
        case Action.Show(String title, List<String> lines) -> view.show(title, lines);
        case Action.Prompt prompt -> view.ask(prompt);
        default -> {
          // The test looks at it.
        }
      }
    }
    return this;
  }

  /// Time goes by.
  Scene passes(Duration time) {
    now = now.plus(time);
    return this;
  }

  /// What the server was told since the last call.
  List<ClientMessage> takeTold() {
    List<ClientMessage> taken = List.copyOf(told);
    told.clear();
    return taken;
  }

  /// What was wanted since the last call, without what only changed the state or told of it.
  List<Action> takeActions() {
    List<Action> taken =
        actions.stream().filter(action -> !(action instanceof Action.Happen)).toList();
    actions.clear();
    return taken;
  }

  /// After how many ms the picture changes by the clock alone.
  OptionalLong nextChange() {
    return view.nextChange(state);
  }

  /// What is read on the screen now.
  String text() {
    view.draw(screen, state);
    return screen.text();
  }

  static Entry fromBob(long seq, String msg) {
    return new DirectPosted(3, seq, ts(seq), 8, "bob", "b-" + seq, 7, msg);
  }

  static Entry fromAnn(long seq, String msg) {
    return new DirectPosted(3, seq, ts(seq), 7, "ann", "a-" + seq, 8, msg);
  }

  static Entry befriended(long seq) {
    return new MemberChanged(3, seq, ts(seq), 8, "bob", "f", Change.BEFRIENDED, 7, "ann", null, 7);
  }

  static Entry inCrows(long seq, String msg) {
    return new GroupPosted(5, seq, ts(seq), 9, "小红", "x-" + seq, 1, msg);
  }

  static long ts(long seq) {
    return NOW.minusSeconds(86_400 + 60 * (1_000 - seq)).toEpochMilli();
  }
}
