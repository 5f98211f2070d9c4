package rookery.server.account;

import java.util.Map;

/// What the keeper decides for all nodes, in the record. Each method is one transaction, on the
/// disk when it returns. They block, on any thread, and throw
/// [rookery.server.log.StoreException.Unavailable].
public interface SettingStore {
  /// All that was set, by name.
  Map<String, String> all();

  void set(String name, String content);

  /// Keeps a code with which one may register until then, in ms since the epoch, and forgets those
  /// whose time is over.
  void addCode(String code, long ts, long until);

  /// Takes a code, so that nobody else can.
  ///
  /// @return until when it would have been good; 0 when it is not good at this time
  long takeCode(String code, long ts);
}
