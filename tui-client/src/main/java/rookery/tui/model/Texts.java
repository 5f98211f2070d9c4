package rookery.tui.model;

import java.util.List;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.GroupPosted;
import rookery.protocol.ChatMessages.SendDirect;
import rookery.protocol.ChatMessages.SendGroup;
import rookery.protocol.ChatMessages.Stored;
import rookery.protocol.ClientMessage;
import rookery.protocol.Entry;
import rookery.protocol.GroupMessages.MemberChanged;

/// Texts on their way out, and entries that come in.
final class Texts {
  private Texts() {}

  static State queued(State state, Event.Queued queued) {
    State waiting = state.withOutgoing(new Outgoing(queued.text(), queued.at(), null));
    return waiting
        .at(Place.of(queued.text()))
        .map(conversation ->
            waiting.with(conversation.with(conversation.reading().withNewFrom(0).withScroll(null))))
        .orElse(waiting);
  }

  static State rejected(State state, Event.Rejected rejected) {
    List<Outgoing> marked =
        state.outbox().stream()
            .map(text ->
                text.cmid().equals(rejected.text().cmid())
                    ? new Outgoing(text.text(), text.at(), rejected.sentence())
                    : text)
            .toList();
    return state.withOutbox(marked);
  }

  /// The device that sent an entry gets the ack alone: it makes the entry itself.
  static State acked(State state, ClientMessage.Repeatable text, Stored stored) {
    State settled = state.without(text.cmid());
    return switch (text) {
      case SendDirect direct ->
          arrived(
              settled,
              new DirectPosted(
                  stored.conv(),
                  stored.seq(),
                  stored.ts(),
                  state.me(),
                  state.name(),
                  text.cmid(),
                  direct.to(),
                  direct.msg(),
                  direct.reply(),
                  null));
      case SendGroup group ->
          arrived(
              settled,
              new GroupPosted(
                  stored.conv(),
                  stored.seq(),
                  stored.ts(),
                  state.me(),
                  state.name(),
                  text.cmid(),
                  group.groupid(),
                  group.msg(),
                  group.reply(),
                  group.mentions(),
                  null));
      default -> settled;
    };
  }

  static State arrived(State state, Entry entry) {
    Conversation known = state.conversations().get(entry.conv());
    Place place = Place.of(entry, state.me());
    Conversation conversation =
        known != null ? known : Conversation.unknown(entry.conv(), place, title(state, entry));
    Conversation grown = conversation.grown(conversation.log().take(entry), state.me());
    State after =
        stored(state, entry)
            .with(state.roster().notTyping(entry.conv(), entry.sender()))
            .with(grown);
    boolean unknown = grown.log().cursor() == Log.UNKNOWN;
    return unknown || changesMe(state, entry) ? after.with(after.asked().want()) : after;
  }

  /// An entry of ours leaves the outbox by whatever way it became known.
  static State stored(State state, Entry entry) {
    return entry.sender() == state.me() ? state.without(entry.cmid()) : state;
  }

  private static String title(State state, Entry entry) {
    return entry instanceof DirectPosted text && text.sender() != state.me()
        ? text.name()
        : state.title(Place.of(entry, state.me()));
  }

  private static boolean changesMe(State state, Entry entry) {
    return entry instanceof MemberChanged change
        && (change.user() == state.me() || change.sender() == state.me());
  }
}
