package rookery.server.db;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import rookery.protocol.Role;
import rookery.server.log.LogEntry;
import rookery.server.log.LogEntry.Kind;
import rookery.server.log.MemberChange;
import rookery.server.log.MessageStore.LaneWriter;
import rookery.server.log.MessageStore.Locked;

/// People and conversations in a store, made as the server makes them. Changed by one thread at a
/// time.
final class Scene implements AutoCloseable {
  static final long TS = 1_795_460_400_000L;

  private static final AtomicInteger CMIDS = new AtomicInteger();

  private final Database database;
  private final LaneWriter writer;

  Scene(Database database) {
    this.database = database;
    this.writer = database.messages().openWriter();
  }

  @Override
  public void close() {
    writer.close();
  }

  /// A name that nobody has.
  static String name() {
    return "u" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
  }

  static String cmid() {
    return "c-" + CMIDS.incrementAndGet() + "-" + name();
  }

  int user() {
    String name = name();
    return database.accounts().register(name, name, "hash", TS).orElseThrow();
  }

  /// Two users who are friends, the lower id first.
  List<Integer> friends() {
    int low = user();
    int high = user();
    befriend(low, high);
    return List.of(low, high);
  }

  /// Makes friends; returns their conversation.
  long befriend(int low, int high) {
    long conversation = database.rosters().direct(low, high);
    change(conversation, low, new MemberChange.Befriend(low, high));
    return conversation;
  }

  /// A group with its creator in it; returns its conversation.
  long group(int creator) {
    String name = name();
    long conversation =
        database.groups().create(creator, cmid(), name, name, "", TS).conversation();
    change(conversation, creator, new MemberChange.Join(creator, Role.CREATOR));
    return conversation;
  }

  /// Appends an entry that changes the members.
  LogEntry change(long conversation, int sender, MemberChange change) {
    return append(conversation, sender, Kind.MEMBER, List.of("changed"), change).getFirst();
  }

  private static int subjectOf(MemberChange change) {
    return switch (change) {
      case MemberChange.Join(int user, _) -> user;
      case MemberChange.Leave(int user) -> user;
      case MemberChange.Befriend(_, int high) -> high;
      case MemberChange.Open(_, int high) -> high;
      case MemberChange.Unfriend(_, int high) -> high;
      case MemberChange.Block block -> block.other();
      case MemberChange.Unblock(_, int other) -> other;
      case MemberChange.Invite(int user, _) -> user;
      case MemberChange.Ban(int user) -> user;
      case MemberChange.Unban(int user) -> user;
      case MemberChange.Mute(int user, _) -> user;
      case MemberChange.SetRole(int user, _) -> user;
      case MemberChange.Transfer(_, int to) -> to;
      case MemberChange.Rename _,
          MemberChange.SetPolicy _,
          MemberChange.Notice _,
          MemberChange.Dissolve _ ->
          0;
    };
  }

  LogEntry text(long conversation, int sender, String body) {
    return texts(conversation, sender, List.of(body)).getFirst();
  }

  /// Appends a notice of a group.
  LogEntry notice(long conversation, int sender, String text) {
    return append(
            conversation,
            sender,
            Kind.MEMBER,
            List.of("notice " + text),
            new MemberChange.Notice(text))
        .getFirst();
  }

  /// Appends a reaction, as the log keeps it, to a text.
  void reaction(long conversation, int sender, String body, long target) {
    long seq = writer.lock(List.of(conversation)).get(conversation).nextSeq();
    LogEntry entry =
        new LogEntry(
            conversation,
            seq,
            Kind.REACTION,
            sender,
            "",
            cmid(),
            body,
            0,
            "",
            TS + seq,
            target,
            "",
            LogEntry.Touched.NOT);
    writer.append(List.of(entry), next(List.of(entry)));
    writer.commit();
  }

  /// Appends texts in one transaction.
  List<LogEntry> texts(long conversation, int sender, List<String> bodies) {
    return append(conversation, sender, Kind.TEXT, bodies);
  }

  private List<LogEntry> append(
      long conversation, int sender, Kind kind, List<String> bodies, MemberChange... changes) {
    Locked locked = writer.lock(List.of(conversation)).get(conversation);
    List<LogEntry> entries = new ArrayList<>();
    long seq = locked.nextSeq();
    int subject = 0;
    for (MemberChange change : changes) {
      subject = subjectOf(change);
      writer.apply(locked.conversation(), change, locked.nextSeq(), TS);
    }
    for (String body : bodies) {
      entries.add(entry(conversation, seq++, kind, sender, cmid(), body, subject));
    }
    writer.append(entries, Map.of(conversation, seq));
    writer.commit();
    return entries;
  }

  static LogEntry text(long conversation, long seq, int sender, String cmid) {
    return entry(conversation, seq, Kind.TEXT, sender, cmid, "text " + seq, 0);
  }

  private static LogEntry entry(
      long conversation, long seq, Kind kind, int sender, String cmid, String body, int subject) {
    return new LogEntry(conversation, seq, kind, sender, "", cmid, body, subject, "", TS + seq);
  }

  /// What appending these means for the sequences.
  static Map<Long, Long> next(List<LogEntry> entries) {
    Map<Long, Long> next = new HashMap<>();
    entries.forEach(entry -> next.merge(entry.conversation(), entry.seq() + 1, Math::max));
    return next;
  }
}
