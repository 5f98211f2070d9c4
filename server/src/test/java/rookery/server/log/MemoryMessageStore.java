package rookery.server.log;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import rookery.protocol.Role;

/// A store in memory whose transactions can be made to fail. One writer at a time.
final class MemoryMessageStore implements MessageStore {
  /// What goes wrong at a commit or an append.
  interface Fault {
    void before(List<LogEntry> entries);
  }

  final List<LogEntry> entries = new ArrayList<>();
  final Map<Long, Map<Integer, Role>> roles = new HashMap<>();
  final Map<Long, Long> memberVersions = new HashMap<>();
  final List<Integer> batches = new ArrayList<>();
  int memberReads;
  int lookUps;
  volatile Fault onAppend = _ -> {};
  volatile Fault afterCommit = _ -> {};
  private final ReentrantLock lock = new ReentrantLock();

  void direct(long id, int low, int high) {
    roles.put(id, new HashMap<>(Map.of(low, Role.NORMAL, high, Role.NORMAL)));
    memberVersions.put(id, 1L);
  }

  List<LogEntry> of(long conversation) {
    synchronized (entries) {
      return entries.stream().filter(entry -> entry.conversation() == conversation).toList();
    }
  }

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public LaneWriter openWriter() {
    return new Writer();
  }

  private final class Writer implements LaneWriter {
    private final List<LogEntry> added = new ArrayList<>();
    private final Map<Long, MemberChange> changes = new HashMap<>();

    @Override
    public Map<Long, Locked> lock(List<Long> ids) {
      lock.lock();
      Map<Long, Locked> locked = new HashMap<>();
      for (long id : ids) {
        if (roles.containsKey(id)) {
          long next = of(id).stream().mapToLong(LogEntry::seq).max().orElse(0) + 1;
          locked.put(
              id, new Locked(new Conversation.Direct(id, 1, 2), next, memberVersions.get(id)));
        }
      }
      return locked;
    }

    @Override
    public Members members(Locked conversation) {
      memberReads++;
      long id = conversation.conversation().id();
      return new Members(conversation.conversation(), memberVersions.get(id), true, roles.get(id));
    }

    @Override
    public Map<Key, Stored> stored(Collection<Key> keys) {
      lookUps++;
      Map<Key, Stored> found = new HashMap<>();
      for (LogEntry entry : entries) {
        Key key = new Key(entry.conversation(), entry.sender(), entry.cmid());
        if (keys.contains(key)) {
          found.put(key, new Stored(entry.seq(), entry.ts()));
        }
      }
      return found;
    }

    @Override
    public Optional<LogEntry> target(long conversation, long seq, int user) {
      return Stream.concat(entries.stream(), added.stream())
          .filter(entry -> entry.conversation() == conversation && entry.seq() == seq)
          .findFirst();
    }

    @Override
    public void append(List<LogEntry> batch, Map<Long, Long> nextSeqs) {
      onAppend.before(batch);
      boolean known =
          batch.stream()
              .anyMatch(e ->
                  entries.stream()
                      .anyMatch(old ->
                          old.conversation() == e.conversation()
                              && old.sender() == e.sender()
                              && old.cmid().equals(e.cmid())));
      if (known) {
        throw new StoreException.Duplicate(new IllegalStateException("key"));
      }
      added.addAll(batch);
    }

    @Override
    public void apply(Conversation conversation, MemberChange change, long seq, long ts) {
      changes.put(conversation.id(), change);
    }

    @Override
    public void commit() {
      List<LogEntry> committed = List.copyOf(added);
      synchronized (entries) {
        entries.addAll(added);
      }
      batches.add(added.size());
      changes.forEach((id, change) -> {
        Members before =
            new Members(
                new Conversation.Direct(id, 1, 2), memberVersions.get(id), true, roles.get(id));
        roles.put(id, before.with(change).roles());
        memberVersions.merge(id, 1L, Long::sum);
      });
      rollback();
      afterCommit.before(committed);
    }

    @Override
    public void rollback() {
      added.clear();
      changes.clear();
      if (lock.isHeldByCurrentThread()) {
        lock.unlock();
      }
    }

    @Override
    public void ping() {}

    @Override
    public void close() {
      rollback();
    }
  }
}
