package rookery.server.limit;

/// What one connection, user or address may have at most. Addresses are held to nothing where they
/// are excepted; connections and users always.
///
/// @param connectionMessages beyond it, a connection is read no faster
/// @param connectionBytes likewise
/// @param userMessages beyond it, 429
/// @param userBytes beyond it, 429
/// @param addressMessages beyond it, 429
/// @param addressBytes beyond it, its connections are read no faster
/// @param addressLogins by password, right or wrong; beyond it, 429
/// @param addressRegistrations beyond it, 429
/// @param userSessions at once, on this node; 0 for no limit
/// @param addressConnections at once; one more is turned away; 0 for no limit
/// @param addressNotSignedIn of those; the oldest goes first; 0 for no limit
/// @param excepted addresses that are no client's own: proxies, doors, this machine
public record LimitSettings(
    Rate connectionMessages,
    Rate connectionBytes,
    Rate userMessages,
    Rate userBytes,
    Rate addressMessages,
    Rate addressBytes,
    Rate addressLogins,
    Rate addressRegistrations,
    int userSessions,
    int addressConnections,
    int addressNotSignedIn,
    Networks excepted) {
  /// Holds nobody to anything.
  public static final LimitSettings NONE =
      new LimitSettings(
          Rate.NONE,
          Rate.NONE,
          Rate.NONE,
          Rate.NONE,
          Rate.NONE,
          Rate.NONE,
          Rate.NONE,
          Rate.NONE,
          0,
          0,
          0,
          Networks.LOOPBACK);
}
