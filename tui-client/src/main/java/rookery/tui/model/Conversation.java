package rookery.tui.model;

import java.util.List;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.GroupPosted;
import rookery.protocol.ChatMessages.Mentions;
import rookery.protocol.Entry;
import rookery.protocol.GroupMessages.MemberChanged;
import rookery.protocol.SyncMessages.Synced.Head;
import rookery.protocol.TouchMessages.Touching;

/// One conversation as this device knows it.
///
/// @param title the other's name, or the group's
/// @param confirmed up to where this device told the server that it has all
public record Conversation(
    long id, Place place, String title, Log log, Reading reading, long confirmed) {
  /// A stand-in for the conversation at a place that has none yet.
  public static Conversation empty(Place place) {
    return unknown(0, place, "");
  }

  /// One that nothing is known of but that it is there.
  static Conversation unknown(long id, Place place, String title) {
    return new Conversation(id, place, title, Log.startingAt(Log.UNKNOWN), Reading.NONE, 0);
  }

  Conversation with(Log newLog) {
    return new Conversation(id, place, title, newLog, reading, confirmed);
  }

  Conversation with(Reading newReading) {
    return new Conversation(id, place, title, log, newReading, confirmed);
  }

  Conversation titled(String newTitle) {
    return new Conversation(id, place, newTitle, log, reading, confirmed);
  }

  Conversation confirmed(long seq) {
    return new Conversation(id, place, title, log, reading, seq);
  }

  /// The same with a longer log, and what is new in it counted.
  Conversation grown(Log newLog, int me) {
    if (newLog == log) {
      return this;
    }
    Log now = newLog.touched(log.cursor(), me);
    long after = Math.max(reading.counted(), reading.read());
    long more = textsOfOthers(now.entries(), after, now.cursor(), me);
    long takenBack =
        textsOfOthers(newLog.entries(), reading.read(), log.cursor(), me)
            - textsOfOthers(now.entries(), reading.read(), log.cursor(), me);
    long unread = Math.max(0, reading.unread() + more - takenBack);
    long counted = Math.max(reading.counted(), now.cursor());
    return with(now).with(reading.withCount(counted, unread));
  }

  /// The same with the server's word on where it stands.
  Conversation synced(Head head, int me) {
    Log newLog = log.synced(head.received(), head.head());
    Conversation known = titled(head.title()).with(newLog);
    Reading marked = reading.withMark(head.marked(), head.reads());
    if (reading.read() > head.read()) {
      // The server has not heard yet of what was read here; its count is too high.
      return known.with(marked.withConfirmed(head.read()));
    }
    long more = textsOfOthers(newLog.entries(), head.head(), newLog.cursor(), me);
    return known.with(
        marked
            .withRead(head.read(), head.unread() + more)
            .withCount(Math.max(head.head(), newLog.cursor()), head.unread() + more)
            .withConfirmed(head.read()));
  }

  /// Whether the user is named in what he has not read, as far as it is here.
  public boolean mentions(int me) {
    return log.entries().reversed().stream()
        .takeWhile(entry -> entry.seq() > reading.read())
        .anyMatch(entry -> entry.sender() != me && mentions(entry, me));
  }

  /// Whether an entry is a text that names the user, or everybody.
  public static boolean mentions(Entry entry, int me) {
    Mentions mentions = entry instanceof GroupPosted text ? text.mentions() : null;
    return mentions != null && (mentions.all() || mentions.users().contains(me));
  }

  /// The same, read up to a sequence, here or elsewhere.
  Conversation readTo(long seq, int me) {
    if (seq <= reading.read()) {
      return this;
    }
    long here = textsOfOthers(log.entries(), reading.read(), seq, me);
    long left = seq >= reading.counted() ? 0 : Math.max(0, reading.unread() - here);
    return with(reading.withRead(seq, left));
  }

  private static long textsOfOthers(List<Entry> entries, long after, long through, int me) {
    long count = 0;
    for (int i = entries.size() - 1; i >= 0 && entries.get(i).seq() > after; i--) {
      Entry entry = entries.get(i);
      if (entry.seq() <= through && isText(entry) && entry.sender() != me) {
        count++;
      }
    }
    return count;
  }

  private static boolean isText(Entry entry) {
    return switch (entry) {
      case DirectPosted _, GroupPosted _ -> !Touches.recalled(entry);
      case MemberChanged _, Touching _ -> false;
    };
  }
}
