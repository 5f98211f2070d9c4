package rookery.server.db;

import java.util.function.Supplier;

/// What stands between "committed" and "on the disk".
interface Disk {
  /// Where COMMIT itself reaches the disk, and for statements whose transaction goes on.
  Disk DONE =
      new Disk() {
        @Override
        public <T> T keep(Supplier<T> commit) {
          return commit.get();
        }

        @Override
        public void seen() {}
      };

  /// Runs what commits, and returns when that is on the disk.
  <T> T keep(Supplier<T> commit);

  /// Called after a query: returns when all that it may have seen is on the disk.
  void seen();
}
