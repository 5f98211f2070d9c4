package rookery.server.db;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import rookery.protocol.TouchMessages.Reactions;
import rookery.server.log.LogEntry;
import rookery.server.log.LogEntry.Touched;

/// Makes entries of rows, with what became of them.
///
/// A reader whose range has ended sees a text as it stood then: his range's end comes with each
/// row, and what lies past it is left out.
final class Entries {
  private final Function<String, Statement> statements;

  /// @param statements by their texts, in the transaction in which the entries are read
  Entries(Function<String, Statement> statements) {
    this.statements = statements;
  }

  /// The columns that [#list] wants, before one more: the last sequence of the reader.
  static final String COLUMNS =
      """
      SELECT e.conversation_id, e.seq, e.kind,
        e.sender_id, (SELECT u.name FROM `user` u WHERE u.id = e.sender_id) AS sender_name,
        e.cmid, COALESCE(v.body, e.body),
        e.subject_id, (SELECT u.name FROM `user` u WHERE u.id = e.subject_id) AS subject_name,
        e.ts, e.target_seq, e.mentions, e.touched_seq
      """;

  static final String FROM =
      """
      FROM entry e
      LEFT JOIN text_version v ON v.conversation_id = e.conversation_id
        AND v.seq = e.target_seq AND v.version_seq = e.seq
      """;

  private static final String UNDER_LOCK =
      COLUMNS
          + ", 9223372036854775807\n"
          + FROM
          + "WHERE e.conversation_id = :conversation AND e.seq = :seq\n";

  /// One entry, for whoever holds its conversation's lock.
  Optional<LogEntry> under(long conversation, long seq, int user) {
    Statement query =
        statements.apply(UNDER_LOCK).set("conversation", conversation).set("seq", seq);
    return list(query, user).stream().findFirst();
  }

  private record Read(LogEntry entry, long touchedSeq, long end) {}

  /// The entries of one range of one conversation that a query finds, as they stand for `user`.
  List<LogEntry> list(Statement query, int user) {
    List<Read> rows = query.list(Entries::read);
    List<Long> touched =
        rows.stream()
            .filter(row -> row.touchedSeq > row.entry.seq())
            .map(row -> row.entry.seq())
            .toList();
    if (touched.isEmpty()) {
      return rows.stream().map(Read::entry).toList();
    }
    long conversation = rows.getFirst().entry.conversation();
    long end = rows.getFirst().end;
    Map<Long, Version> versions = versions(conversation, touched, end);
    Map<Long, List<Kind>> reactions = reactions(conversation, touched, end, user);
    return rows.stream()
        .map(row -> {
          long seq = row.entry.seq();
          return row.touchedSeq == seq
              ? row.entry
              : standing(
                  row,
                  versions.getOrDefault(seq, new Version(seq, seq, seq)),
                  reactions.getOrDefault(seq, List.of()));
        })
        .toList();
  }

  /// An entry as it was written, whoever reads it; but words that were taken back are gone. Its row
  /// has the columns that [#list] wants.
  static LogEntry written(Row row) {
    Read read = read(row);
    LogEntry entry = read.entry;
    return entry.kind() == LogEntry.Kind.GONE
        ? entry.with(entry.body(), new Touched(read.touchedSeq, false, List.of()))
        : entry;
  }

  private static Read read(Row row) {
    LogEntry entry =
        new LogEntry(
            row.number(1),
            row.number(2),
            LogEntry.Kind.of(row.text(3)),
            row.id(4),
            row.text(5),
            row.text(6),
            row.text(7),
            row.id(8),
            row.text(9),
            row.number(10),
            row.number(11),
            row.text(12),
            Touched.NOT);
    return new Read(entry, row.number(13), row.number(14));
  }

  /// Which words of an edited text a reader sees.
  ///
  /// @param newest the version that stands
  /// @param his the newest that he sees; its own sequence for the first one
  private record Version(long seq, long newest, long his) {}

  private static final String VERSIONS =
      """
      SELECT seq, MAX(version_seq), MAX(CASE WHEN version_seq <= ? THEN version_seq ELSE 0 END)
      FROM text_version
      WHERE conversation_id = ? AND seq IN (%s)
      GROUP BY seq
      """;

  private Map<Long, Version> versions(long conversation, List<Long> seqs, long end) {
    Map<Long, Version> versions = new HashMap<>();
    statements
        .apply(VERSIONS.formatted(Statement.rows(seqs.size(), "?")))
        .add(end, conversation)
        .addAll(seqs)
        .list(row -> new Version(row.number(1), row.number(2), row.number(3)))
        .forEach(version -> versions.put(version.seq, version));
    return versions;
  }

  /// The reactions of one kind to a text.
  ///
  /// @param last the newest entry that put one there
  private record Kind(long seq, long last, Reactions reactions) {}

  private static final String REACTIONS =
      """
      SELECT seq, MAX(by_seq), reaction, COUNT(*), MAX(CASE WHEN user_id = ? THEN 1 ELSE 0 END),
        MIN(by_seq)
      FROM reaction
      WHERE conversation_id = ? AND seq IN (%s) AND by_seq <= ?
      GROUP BY seq, reaction
      ORDER BY 1, 6
      """;

  private Map<Long, List<Kind>> reactions(long conversation, List<Long> seqs, long end, int user) {
    Map<Long, List<Kind>> reactions = new HashMap<>();
    statements
        .apply(REACTIONS.formatted(Statement.rows(seqs.size(), "?")))
        .add(user, conversation)
        .addAll(seqs)
        .add(end)
        .list(row ->
            new Kind(
                row.number(1), row.number(2), new Reactions(row.text(3), row.id(4), row.flag(5))))
        .forEach(kind -> reactions.computeIfAbsent(kind.seq, _ -> new ArrayList<>()).add(kind));
    return reactions;
  }

  private LogEntry standing(Read row, Version version, List<Kind> reactions) {
    LogEntry entry = row.entry;
    boolean edited = version.his > entry.seq();
    boolean laterWords = version.newest > version.his;
    String words =
        laterWords ? words(entry.conversation(), entry.seq(), version.his) : entry.body();
    boolean allHis = row.touchedSeq <= row.end || entry.kind() == LogEntry.Kind.GONE;
    long last =
        allHis
            ? row.touchedSeq
            : Math.max(
                edited ? version.his : 0, reactions.stream().mapToLong(Kind::last).max().orElse(0));
    return entry.with(
        words, new Touched(last, edited, reactions.stream().map(Kind::reactions).toList()));
  }

  private static final String WORDS =
      """
      SELECT body FROM text_version
      WHERE conversation_id = :conversation AND seq = :seq AND version_seq = :version
      """;

  private String words(long conversation, long seq, long version) {
    return statements
        .apply(WORDS)
        .set("conversation", conversation)
        .set("seq", seq)
        .set("version", version)
        .first(row -> row.text(1))
        .orElse("");
  }
}
