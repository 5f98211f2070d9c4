package rookery.server.log;

import org.jspecify.annotations.Nullable;

/// May it enter the log, and what becomes of it. A pure function of what stands under the
/// conversation's lock, called on the lane's thread.
@FunctionalInterface
public interface Rule {
  Decision decide(Members members, Now now);

  /// @param ts ms since the epoch, UTC: what the entry would have
  /// @param target the entry that the command names, as it stands and as its sender sees it; null
  ///   when it names none, or there is none
  record Now(long ts, @Nullable LogEntry target) {}
}
