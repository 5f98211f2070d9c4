package rookery.tui.model;

import rookery.protocol.AccountMessages;
import rookery.protocol.AccountMessages.Announcement;
import rookery.protocol.AccountMessages.Pong;
import rookery.protocol.AdminMessages.GroupEvent;
import rookery.protocol.ChatMessages.Receipt;
import rookery.protocol.ChatMessages.Seen;
import rookery.protocol.ClientMessage;
import rookery.protocol.Entry;
import rookery.protocol.Result;
import rookery.protocol.RosterMessages.FriendEvent;
import rookery.protocol.RosterMessages.Presence;
import rookery.protocol.ServerMessage;
import rookery.protocol.TouchMessages.Typing;
import rookery.tui.model.State.Notice;

/// How the state follows from what happens.
public final class Rules {
  private Rules() {}

  /// The state after an event, and what there is to do then.
  public static Step apply(State state, Event event) {
    return Planner.plan(change(state, event));
  }

  /// Whether what a request brought about, whose answer was taken, is yet to come with the roster.
  public static boolean rosterComes(State answered, ClientMessage request) {
    return answered.up() && Answers.mayChangeRoster(request) && answered.asked().rosterComes();
  }

  private static State change(State state, Event event) {
    return switch (event) {
      case Event.SignedIn in -> signedIn(state, in);
      case Event.Lost(long until, String why) ->
          state
              .with(new Link.Waiting(until, why))
              .with(state.asked().resting())
              .with(state.roster().away());
      case Event.Refused(String sentence, boolean token) ->
          state.with(new Link.Refused(sentence, token)).with(Asked.NOTHING);
      case Event.Came(ServerMessage message) -> came(state, message);
      case Event.Answered answered -> Answers.take(state, answered.request(), answered.result());
      case Event.Queued queued -> Texts.queued(state, queued);
      case Event.Acked acked -> Texts.acked(state, acked.text(), acked.stored());
      case Event.Rejected rejected -> Texts.rejected(state, rejected);
      case Event.Discarded(String cmid) -> state.without(cmid);
      case Event.Opened opened -> opened(state, opened);
      case Event.Scrolled scrolled ->
          state
              .openConversation()
              .map(open -> state.with(open.with(open.reading().withScroll(scrolled.to()))))
              .orElse(state);
      case Event.OlderWanted _ -> state.with(state.asked().wantOlder());
      case Event.Focused(boolean gained) -> state.withFocused(gained);
      case Event.Noticed(String text, boolean failure) -> state.with(new Notice(text, failure));
    };
  }

  /// On a new connection, what was said to be read on the one before may not have arrived.
  private static State signedIn(State state, Event.SignedIn in) {
    State mine = state.me() == 0 || state.me() == in.id() ? state : State.INITIAL;
    return mine.as(in.id(), in.name())
        .with(new Link.Up())
        .with(mine.asked().resting().want())
        .withEach(each -> each.with(each.reading().withTold(each.reading().confirmed())));
  }

  private static State came(State state, ServerMessage message) {
    return switch (message) {
      case Entry entry -> Texts.arrived(state, entry);
      case Presence(int id, String word) ->
          state.with(state.roster().withPresence(id, word.equals(Presence.word(true))));
      case FriendEvent event -> News.take(state, event);
      case Receipt receipt -> receipt(state, receipt);
      case Pong pong -> pong(state, pong);
      case Announcement said -> told(state, "From the keeper: " + said.msg());
      case GroupEvent event -> groupEvent(state, event);
      case Typing typing ->
          typing.id() == state.me() ? state : state.with(state.roster().with(typing));
      case Seen _ -> state; // nothing shows it yet
      case Result _, AccountMessages.FromServer _ -> state;
    };
  }

  private static State groupEvent(State state, GroupEvent event) {
    String group = event.groupname();
    String name = event.name();
    String note = event.note();
    return switch (event.event()) {
      case "invited" ->
          told(state, name + " invites you to " + group + " – /join " + event.groupid());
      case "asked" ->
          told(
              state,
              name
                  + " asks to join "
                  + group
                  + (note == null || note.isEmpty() ? "." : ": “" + note + "”"));
      case "refused" -> told(state, name + " did not let you into " + group + ".");
      case "kicked" -> told(state, name + " removed you from " + group + ".");
      default -> state;
    };
  }

  private static State told(State state, String text) {
    return state.with(new Notice(text, false));
  }

  private static State receipt(State state, Receipt receipt) {
    Conversation conversation = state.conversations().get(receipt.conv());
    if (conversation == null || receipt.id() != state.me()) {
      return state;
    }
    Conversation read = conversation.readTo(receipt.read(), state.me());
    Reading now = read.reading().withConfirmed(receipt.read());
    Boolean marked = receipt.marked();
    Long reads = receipt.reads();
    return state.with(
        read.with(marked == null || reads == null ? now : now.withMark(marked, reads)));
  }

  /// The answer to a ping tells what we should have: where we do not, a sync brings it.
  private static State pong(State state, Pong pong) {
    State heard = state.with(state.asked().stalled(false));
    Long roster = pong.roster();
    Long conv = pong.conv();
    Long seq = pong.seq();
    Conversation newest = conv == null ? null : state.conversations().get(conv);
    boolean missed = conv != null && seq != null && (newest == null || newest.log().cursor() < seq);
    boolean holding =
        state.conversations().values().stream().anyMatch(each -> !each.log().held().isEmpty());
    boolean outdated = roster != null && roster != state.roster().version();
    return missed || holding || outdated || !state.asked().synced()
        ? heard.with(heard.asked().want())
        : heard;
  }

  /// Another place is looked at: where all is read, the line of what was new has done its work.
  private static State opened(State state, Event.Opened opened) {
    State left =
        state.withEach(each ->
            each.reading().unread() == 0 && !each.place().equals(opened.place())
                ? each.with(each.reading().withNewFrom(0).withScroll(null))
                : each);
    return left.withOpen(opened.place());
  }
}
