package rookery.tui.cache;

import java.util.List;

/// The tables of the cache.
final class Schema {
  static final List<String> TABLES =
      List.of(
          """
          CREATE TABLE account (
            id INTEGER NOT NULL,
            name TEXT NOT NULL,
            roster INTEGER NOT NULL,
            kind TEXT,
            place INTEGER)
          """,
          """
          CREATE TABLE friend (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            conversation INTEGER NOT NULL)
          """,
          """
          CREATE TABLE request (
            id INTEGER NOT NULL,
            name TEXT NOT NULL,
            note TEXT NOT NULL,
            ts INTEGER NOT NULL,
            incoming INTEGER NOT NULL)
          """,
          """
          CREATE TABLE chat_group (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            description TEXT NOT NULL,
            role TEXT NOT NULL,
            conversation INTEGER NOT NULL)
          """,
          """
          CREATE TABLE conversation (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            place INTEGER NOT NULL,
            title TEXT NOT NULL,
            cursor INTEGER NOT NULL,
            older INTEGER NOT NULL,
            confirmed INTEGER NOT NULL,
            read INTEGER NOT NULL,
            read_confirmed INTEGER NOT NULL,
            counted INTEGER NOT NULL,
            unread INTEGER NOT NULL)
          """,
          """
          CREATE TABLE entry (
            conversation INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (conversation, seq)) WITHOUT ROWID
          """,
          """
          CREATE TABLE outgoing (
            position INTEGER PRIMARY KEY,
            cmid TEXT NOT NULL,
            kind TEXT NOT NULL,
            target INTEGER NOT NULL,
            text TEXT NOT NULL,
            written INTEGER NOT NULL,
            refusal TEXT)
          """);

  /// What a cache of version 1 lacks. A new one gets this and what follows the same way.
  static final List<String> VERSION_2 =
      List.of(
          "ALTER TABLE account ADD COLUMN reads INTEGER NOT NULL DEFAULT 0",
          "ALTER TABLE conversation ADD COLUMN marked INTEGER NOT NULL DEFAULT 0",
          "ALTER TABLE conversation ADD COLUMN reads INTEGER NOT NULL DEFAULT 0");

  /// What a cache of version 2 lacks: what a text answers, and whom it names.
  static final List<String> VERSION_3 = List.of("ALTER TABLE outgoing ADD COLUMN request TEXT");

  /// What a cache of version 3 lacks: nicknames, with the whole roster to be asked for again.
  static final List<String> VERSION_4 =
      List.of("ALTER TABLE friend ADD COLUMN nickname TEXT", "UPDATE account SET roster = 0");

  private Schema() {}
}
