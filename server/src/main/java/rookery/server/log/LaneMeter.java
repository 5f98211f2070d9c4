package rookery.server.log;

import java.time.Duration;

/// Told what the lanes do, for those who watch. Called on the lanes' threads; must not block.
public interface LaneMeter {
  /// For nobody.
  LaneMeter NONE =
      new LaneMeter() {
        @Override
        public void committed(int entries) {
          // Nobody counts.
        }

        @Override
        public void acked(Duration after) {
          // Nobody counts.
        }
      };

  /// A transaction with so many entries, from 1, was committed.
  void committed(int entries);

  /// A command's sender has its ack.
  ///
  /// @param after from the command's arrival at its lane
  void acked(Duration after);
}
