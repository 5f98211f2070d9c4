package rookery.server.log;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rookery.protocol.ErrorCode;
import rookery.server.log.Committed.Item;
import rookery.server.log.LogEntry.Kind;
import rookery.server.log.MessageStore.Key;
import rookery.server.log.MessageStore.LaneWriter;
import rookery.server.log.MessageStore.Locked;
import rookery.server.log.MessageStore.Stored;

/// One batch as one transaction: lock, decide, append, commit, then tell. Used by one thread.
///
/// Whether a `cmid` is known already is looked up only for commands that a rule refuses (a repeat
/// gets its first answer, also when its sender may no longer write), and for all when the database
/// found a duplicate: the usual batch needs no such query.
final class BatchRun {
  /// Conversations whose members are remembered, valid while the version under the lock is theirs.
  private static final int CACHE = 2_000;

  private final Committed committed;
  private final Clock clock;
  private final Map<Long, Members> cache = new LinkedHashMap<>(16, 0.75f, true);

  BatchRun(Committed committed, Clock clock) {
    this.committed = committed;
    this.clock = clock;
  }

  /// Runs the batch and tells every outcome.
  ///
  /// @throws StoreException nothing was told; the transaction is open or lost
  void once(LaneWriter writer, List<Pending> batch, boolean lookUp) {
    List<Long> ids =
        batch.stream()
            .map(pending -> pending.command().conversation())
            .distinct()
            .sorted()
            .toList();
    Work work = new Work(writer, writer.lock(ids), clock.millis());
    if (lookUp) {
      work.known.putAll(
          writer.stored(
              batch.stream().map(pending -> pending.command().key()).distinct().toList()));
    }
    batch.forEach(pending -> decide(work, pending));
    repeatsAmongRefused(work);
    if (work.items.isEmpty()) {
      writer.rollback();
    } else {
      work.write();
      writer.commit();
    }
    work.changed.forEach(id -> remember(work.members.get(id)));
    work.outcomes.forEach(Pending::tell);
    if (!work.items.isEmpty()) {
      committed.committed(List.copyOf(work.items));
    }
  }

  /// Drops what is remembered of the batch's conversations: their outcome is unknown.
  void forget(List<Pending> batch) {
    batch.forEach(pending -> cache.remove(pending.command().conversation()));
  }

  private void decide(Work work, Pending pending) {
    Command command = pending.command();
    Locked locked = work.locked.get(command.conversation());
    int blocked = pending.blockedBy();
    if (locked == null) {
      work.outcomes.put(
          pending, new Outcome.Refused(ErrorCode.UNKNOWN, "There is no such conversation."));
      return;
    }
    if (blocked != ErrorCode.OK) {
      // Now, and not after the commit: what was sent behind it, in this batch too, must find it
      // refused.
      pending.tell(new Outcome.Later(blocked, "An earlier message waits: it goes first."));
      return;
    }
    Stored first = work.known.get(command.key());
    if (first != null) {
      work.outcomes.put(
          pending, new Outcome.Stored(command.conversation(), first.seq(), first.ts()));
      return;
    }
    Members members = members(work, locked);
    switch (command.rule().decide(members, new Rule.Now(work.ts, work.target(command)))) {
      case Decision.Refuse(int code, String text) -> {
        work.outcomes.put(pending, new Outcome.Refused(code, text));
        work.refused.add(pending);
      }
      case Decision.Accept accept -> accept(work, pending, locked, members, accept);
    }
  }

  private static void accept(
      Work work, Pending pending, Locked locked, Members members, Decision.Accept accept) {
    Command command = pending.command();
    long conversation = command.conversation();
    long seq = work.next.getOrDefault(conversation, locked.nextSeq());
    work.next.put(conversation, seq + 1);
    LogEntry entry =
        new LogEntry(
            conversation,
            seq,
            accept.kind(),
            command.sender(),
            command.senderName(),
            command.cmid(),
            accept.body(),
            accept.subject(),
            accept.subjectName(),
            work.ts,
            accept.target(),
            accept.mentions(),
            LogEntry.Touched.NOT);
    work.unwritten.add(entry);
    Members after = members;
    MemberChange change = accept.change();
    if (change != null) {
      after = members.with(change);
      work.writer.apply(members.conversation(), change, seq, work.ts);
      work.members.put(conversation, after);
      work.changed.add(conversation);
    }
    work.items.add(
        new Item(entry, members, after, accept.kind() == Kind.TEXT ? command.origin() : null));
    work.known.put(command.key(), new Stored(seq, work.ts));
    work.outcomes.put(pending, new Outcome.Stored(conversation, seq, work.ts));
  }

  private static void repeatsAmongRefused(Work work) {
    if (work.refused.isEmpty()) {
      return;
    }
    Map<Key, Stored> first =
        work.writer.stored(
            work.refused.stream().map(pending -> pending.command().key()).distinct().toList());
    for (Pending pending : work.refused) {
      Stored stored = first.get(pending.command().key());
      if (stored != null) {
        work.outcomes.put(
            pending,
            new Outcome.Stored(pending.command().conversation(), stored.seq(), stored.ts()));
      }
    }
  }

  private Members members(Work work, Locked locked) {
    long id = locked.conversation().id();
    Members known = work.members.get(id);
    if (known == null) {
      known = cache.get(id);
      if (known == null || known.version() != locked.memberVersion()) {
        known = work.writer.members(locked);
        remember(known);
      }
      work.members.put(id, known);
    }
    return known;
  }

  private void remember(@Nullable Members members) {
    if (members == null) {
      return;
    }
    cache.put(members.conversation().id(), members);
    if (cache.size() > CACHE) {
      cache.remove(cache.keySet().iterator().next());
    }
  }
}
