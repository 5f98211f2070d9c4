package rookery.tui.model;

/// Which requests of the rules are under way, and which are wanted.
///
/// @param wanted whether a sync is to be asked for
/// @param sync whether one is under way
/// @param synced whether one was answered on this connection
/// @param backlog whether a backlog is under way
/// @param history the conversation whose history is under way; 0 for none
/// @param wantsOlder whether the user asked for older entries of the open conversation
/// @param stalled a request of these failed: nothing is asked until the server is heard of again
public record Asked(
    boolean wanted,
    boolean sync,
    boolean synced,
    boolean backlog,
    long history,
    boolean wantsOlder,
    boolean stalled) {
  static final Asked NOTHING = new Asked(false, false, false, false, 0, false, false);

  /// On a new connection.
  static final Asked FIRST = new Asked(true, false, false, false, 0, false, false);

  Asked want() {
    return new Asked(true, sync, synced, backlog, history, wantsOlder, stalled);
  }

  Asked syncing() {
    return new Asked(false, true, synced, backlog, history, wantsOlder, stalled);
  }

  Asked synced(boolean done) {
    return new Asked(wanted, false, synced || done, backlog, history, wantsOlder, stalled || !done);
  }

  Asked backlog(boolean underWay) {
    return new Asked(wanted, sync, synced, underWay, history, wantsOlder, stalled);
  }

  Asked history(long conversation) {
    return new Asked(wanted, sync, synced, backlog, conversation, false, stalled);
  }

  Asked wantOlder() {
    return new Asked(wanted, sync, synced, backlog, history, true, stalled);
  }

  Asked stalled(boolean now) {
    return new Asked(wanted, sync, synced, backlog, history, wantsOlder, now);
  }
}
