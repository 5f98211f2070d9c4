package rookery.tui.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rookery.protocol.ClientMessage;
import rookery.protocol.Entry;
import rookery.protocol.ErrorCode;
import rookery.protocol.GroupMessages;
import rookery.protocol.Result;
import rookery.protocol.RosterMessages;
import rookery.protocol.SyncMessages.Backlog;
import rookery.protocol.SyncMessages.BacklogPage;
import rookery.protocol.SyncMessages.Cursor;
import rookery.protocol.SyncMessages.History;
import rookery.protocol.SyncMessages.HistoryPage;
import rookery.protocol.SyncMessages.Sync;
import rookery.protocol.SyncMessages.Synced;
import rookery.protocol.SyncMessages.Synced.Head;

/// Answers to requests, those of the rules above all.
final class Answers {
  private Answers() {}

  static State take(State state, ClientMessage request, Result result) {
    return switch (request) {
      case Sync sync -> synced(state, sync, result);
      case Backlog backlog -> backlog(state, backlog, result);
      case History history -> history(state, history, result);
      // Also when its answer was lost.
      default -> mayChangeRoster(request) ? state.with(state.asked().want()) : state;
    };
  }

  static boolean mayChangeRoster(ClientMessage request) {
    return request instanceof RosterMessages.FromClient && !(request instanceof RosterMessages.Find)
        || request instanceof GroupMessages.FromClient
            && !(request instanceof GroupMessages.ListMembers);
  }

  private static State synced(State state, Sync request, Result result) {
    if (!(result.data() instanceof Synced answer)) {
      // What an older connection left unanswered says nothing of this one.
      return state.asked().sync() ? state.with(state.asked().synced(false)) : state;
    }
    State after = heard(state, request, answer);
    for (Head head : answer.conversations()) {
      Conversation known = after.conversations().get(head.conv());
      Place place = place(head);
      if (place != null) {
        Conversation conversation =
            known != null ? known : Conversation.unknown(head.conv(), place, head.title());
        after = after.with(conversation.synced(head, after.me()));
      }
    }
    return after;
  }

  /// The roster, and what is asked next. Its version, and the count of what is read, are ours when
  /// the last part is here, so that a sync that broke off begins again.
  private static State heard(State state, Sync request, Synced answer) {
    Asked.Rest first = request.from() == null ? null : state.asked().rest();
    State after = first != null ? state : state.with(state.roster().synced(answer));
    long version = first != null ? first.roster() : answer.roster();
    long reads = first != null ? first.reads() : answer.reads();
    if (!answer.more() || answer.conversations().isEmpty()) {
      return News.told(
          after.with(after.roster().at(version)).withReads(reads).with(after.asked().synced(true)));
    }
    long last = answer.conversations().getLast().conv();
    Sync next = new Sync(request.roster(), request.after(), request.reads(), last);
    return after
        .with(after.roster().at(request.roster()))
        .with(after.asked().syncing(new Asked.Rest(next, version, reads)));
  }

  private static @Nullable Place place(Head head) {
    Integer peer = head.peer();
    Integer group = head.groupid();
    if (peer != null) {
      return new Place.Person(peer);
    }
    return group == null ? null : new Place.Group(group);
  }

  private static State backlog(State state, Backlog request, Result result) {
    boolean underWay = state.asked().backlog();
    State after = state.with(state.asked().backlog(false));
    if (!(result.data() instanceof BacklogPage page)) {
      return underWay ? after.with(after.asked().stalled(true)) : after;
    }
    Map<Long, Long> through = new HashMap<>();
    page.through().forEach(cursor -> through.put(cursor.conv(), cursor.seq()));
    boolean moved = false;
    for (Cursor asked : request.after()) {
      Conversation known = after.conversations().get(asked.conv());
      if (known == null) {
        continue;
      }
      long to = through.getOrDefault(asked.conv(), known.log().cursor());
      moved |= to > asked.seq();
      Log log = known.log().page(of(page.entries(), asked.conv()), to);
      after = after.with(known.grown(page.more() ? log : log.endsAt(to), after.me()));
    }
    for (Entry entry : page.entries()) {
      after = Texts.stored(after, entry);
    }
    // A server that says "more" and gives nothing is asked again when it is heard of next.
    return page.more() && !moved ? after.with(after.asked().stalled(true)) : after;
  }

  private static List<Entry> of(List<Entry> entries, long conversation) {
    return entries.stream().filter(entry -> entry.conv() == conversation).toList();
  }

  private static State history(State state, History request, Result result) {
    State after = state.with(state.asked().history(0));
    Conversation conversation = after.conversations().get(request.conv());
    if (conversation == null) {
      return after;
    }
    if (result.data() instanceof HistoryPage page) {
      return after.with(conversation.with(conversation.log().before(page.entries(), page.more())));
    }
    return result.code() == ErrorCode.FORBIDDEN
        ? after.with(conversation.with(conversation.log().before(List.of(), false)))
        : after.with(after.asked().stalled(true));
  }
}
