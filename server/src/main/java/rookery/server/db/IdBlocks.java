package rookery.server.db;

import java.util.concurrent.locks.ReentrantLock;

/// Ids from 1, drawn from the record in blocks; what a node has left at its end is lost.
final class IdBlocks {
  private static final int BLOCK = 20;

  private final Sequence users;
  private final Sequence groups;
  private final Sequence conversations;

  IdBlocks(Sql sql) {
    this.users = new Sequence(sql, "user");
    this.groups = new Sequence(sql, "group");
    this.conversations = new Sequence(sql, "conversation");
  }

  int user() {
    return Math.toIntExact(users.next());
  }

  int group() {
    return Math.toIntExact(groups.next());
  }

  long conversation() {
    return conversations.next();
  }

  /// The ids of one kind. Who waits for the lock needs the same block, so it is held while the
  /// block is fetched.
  private static final class Sequence {
    private static final String LOCK = "SELECT next_id FROM id_block WHERE name = :name FOR UPDATE";

    private static final String MOVE =
        "UPDATE id_block SET next_id = next_id + :size WHERE name = :name";

    private final Sql sql;
    private final String name;
    private final ReentrantLock lock = new ReentrantLock();
    private long next;
    private long end;

    Sequence(Sql sql, String name) {
      this.sql = sql;
      this.name = name;
    }

    long next() {
      lock.lock();
      try {
        if (next == end) {
          next = block();
          end = next + BLOCK;
        }
        return next++;
      } finally {
        lock.unlock();
      }
    }

    private long block() {
      return sql.transaction(transaction -> {
        long first =
            transaction
                .statement(LOCK)
                .set("name", name)
                .first(row -> row.number(1))
                .orElseThrow(() -> new IllegalStateException("no ids for " + name));
        transaction.statement(MOVE).set("size", BLOCK).set("name", name).run();
        return first;
      });
    }
  }
}
