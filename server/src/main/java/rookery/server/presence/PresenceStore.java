package rookery.server.presence;

import java.util.List;
import java.util.Map;

/// The mirror of presence in `user.state`, for people and reports. Blocks.
public interface PresenceStore {
  /// Writes the state of some users.
  ///
  /// @param online by user
  void mirror(Map<Integer, Boolean> online);

  /// Users whom the mirror shows as online, by id. For the mirror to set itself right alone: who is
  /// online is never asked of it (`docs/decisions/008`).
  ///
  /// @param after exclusive
  List<Integer> online(int after, int limit);

  /// Nobody is online: for a node that has the store to itself, at its start.
  void allOffline();
}
