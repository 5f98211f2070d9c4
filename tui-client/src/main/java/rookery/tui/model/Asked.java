package rookery.tui.model;

import org.jspecify.annotations.Nullable;
import rookery.protocol.RosterMessages.FriendEvent;
import rookery.protocol.SyncMessages.Sync;

/// Which requests of the rules are under way, and which are wanted.
///
/// @param wanted whether a sync is to be asked for
/// @param sync whether one is under way
/// @param synced whether one was answered on this connection
/// @param backlog whether a backlog is under way
/// @param history the conversation whose history is under way; 0 for none
/// @param wantsOlder whether the user asked for older entries of the open conversation
/// @param rest what the answer to a sync left to be asked for; null for nothing
/// @param stalled a request of these failed: nothing is asked until the server is heard of again
/// @param news told when the roster that it speaks of is here, as who reads it acts on it at once;
///   null for nothing
public record Asked(
    boolean wanted,
    boolean sync,
    boolean synced,
    boolean backlog,
    long history,
    boolean wantsOlder,
    boolean stalled,
    @Nullable Rest rest,
    @Nullable FriendEvent news) {
  /// The rest of a sync.
  ///
  /// @param request for what follows
  /// @param roster the version that is ours when all was answered
  /// @param reads the count of changes in what is read, likewise
  record Rest(Sync request, long roster, long reads) {}

  static final Asked NOTHING = new Asked(false, false, false, false, 0, false, false, null, null);

  Asked want() {
    return new Asked(true, sync, synced, backlog, history, wantsOlder, stalled, rest, news);
  }

  /// What was wanted is asked for; with a rest, it is that rest.
  Asked syncing() {
    boolean still = wanted && rest != null;
    return new Asked(still, true, synced, backlog, history, wantsOlder, stalled, rest, news);
  }

  /// An answer came that was not all.
  Asked syncing(Rest newRest) {
    return new Asked(wanted, false, synced, backlog, history, wantsOlder, stalled, newRest, news);
  }

  /// @param done whether it was answered, to its end; else it failed
  Asked synced(boolean done) {
    return new Asked(
        wanted || !done,
        false,
        synced || done,
        backlog,
        history,
        wantsOlder,
        stalled || !done,
        done ? null : rest,
        news);
  }

  /// Whether a sync is to be asked for, or its rest, or is under way.
  boolean rosterComes() {
    return !stalled && (wanted || sync || rest != null);
  }

  Asked backlog(boolean underWay) {
    return new Asked(wanted, sync, synced, underWay, history, wantsOlder, stalled, rest, news);
  }

  Asked history(long conversation) {
    return new Asked(wanted, sync, synced, backlog, conversation, false, stalled, rest, news);
  }

  Asked wantOlder() {
    return new Asked(wanted, sync, synced, backlog, history, true, stalled, rest, news);
  }

  Asked stalled(boolean now) {
    return new Asked(wanted, sync, synced, backlog, history, wantsOlder, now, rest, news);
  }

  Asked with(FriendEvent newNews) {
    return new Asked(wanted, sync, synced, backlog, history, wantsOlder, stalled, rest, newNews);
  }

  Asked withoutNews() {
    return new Asked(wanted, sync, synced, backlog, history, wantsOlder, stalled, rest, null);
  }

  /// The same when a connection is over.
  Asked resting() {
    return new Asked(false, false, false, false, 0, false, false, null, news);
  }
}
