package rookery.tui.model;

import java.util.ArrayList;
import java.util.List;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.SendDirect;
import rookery.protocol.ChatMessages.Stored;
import rookery.protocol.ClientMessage;
import rookery.protocol.Entry;
import rookery.protocol.MessageType;
import rookery.protocol.Reply;
import rookery.protocol.Result;
import rookery.protocol.ServerMessage;
import rookery.protocol.SyncMessages.Backlog;
import rookery.protocol.SyncMessages.BacklogPage;
import rookery.protocol.SyncMessages.Cursor;
import rookery.protocol.SyncMessages.Sync;
import rookery.protocol.SyncMessages.Synced;
import rookery.protocol.SyncMessages.Synced.Friend;
import rookery.protocol.SyncMessages.Synced.Head;

/// Events one after another, told from ann (7), whose friend is bob (8) in conversation 3.
final class Story {
  static final int ANN = 7;
  static final int BOB = 8;
  static final long CONV = 3;
  static final Place WITH_BOB = new Place.Person(BOB);

  private State state = State.INITIAL;
  private final List<Effect> effects = new ArrayList<>();

  /// Signed in and in sync, with bob's conversation read up to `head`.
  static Story inSync(long head) {
    var story = new Story();
    story.signIn().synced(head, head, head, 0);
    story.takeEffects();
    return story;
  }

  State state() {
    return state;
  }

  Conversation conversation() {
    return state.conversations().get(CONV);
  }

  Log log() {
    return conversation().log();
  }

  long unread() {
    return conversation().reading().unread();
  }

  List<Long> sequences() {
    return log().entries().stream().map(Entry::seq).toList();
  }

  /// The effects since the last call.
  List<Effect> takeEffects() {
    List<Effect> taken = List.copyOf(effects);
    effects.clear();
    return taken;
  }

  List<ClientMessage> takeRequests() {
    return takeEffects().stream()
        .filter(Effect.Ask.class::isInstance)
        .map(effect -> ((Effect.Ask) effect).request())
        .toList();
  }

  List<ClientMessage> takeTold() {
    return takeEffects().stream()
        .filter(Effect.Tell.class::isInstance)
        .map(effect -> ((Effect.Tell) effect).message())
        .toList();
  }

  Story happens(Event event) {
    Step step = Rules.apply(state, event);
    state = step.state();
    effects.addAll(step.effects());
    return this;
  }

  Story comes(ServerMessage message) {
    return happens(new Event.Came(message));
  }

  Story signIn() {
    return happens(new Event.SignedIn(ANN, "ann"));
  }

  Story answered(ClientMessage request, Reply reply) {
    MessageType type = MessageType.of(request.getClass());
    return happens(new Event.Answered(request, Result.done(null, type, reply)));
  }

  Story refused(ClientMessage request, int code) {
    return happens(
        new Event.Answered(request, Result.error(null, request.msgid(), code, "No.", null, null)));
  }

  Story synced(long head, long received, long read, long unread) {
    return answered(
        new Sync(0L, List.of()),
        new Synced(
            1,
            0,
            List.of(new Friend(BOB, "bob", CONV)),
            List.of(),
            List.of(),
            List.of(BOB),
            List.of(
                new Head(CONV, "direct", BOB, null, "bob", head, received, read, unread, false, 0)),
            false));
  }

  Story backlog(long after, boolean more, long through, Entry... entries) {
    return answered(
        new Backlog(List.of(new Cursor(CONV, after)), 100),
        new BacklogPage(List.of(entries), List.of(new Cursor(CONV, through)), more));
  }

  static Entry fromBob(long seq) {
    return new DirectPosted(CONV, seq, 1_000 + seq, BOB, "bob", "b-" + seq, ANN, "text " + seq);
  }

  static Entry fromAnn(long seq, String cmid) {
    return new DirectPosted(CONV, seq, 1_000 + seq, ANN, "ann", cmid, BOB, "mine");
  }

  static SendDirect toBob(String cmid) {
    return new SendDirect(cmid, BOB, "mine");
  }

  static Stored stored(long seq, String cmid) {
    return new Stored(CONV, seq, 1_000 + seq, cmid);
  }
}
