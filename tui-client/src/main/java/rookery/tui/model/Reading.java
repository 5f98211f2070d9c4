package rookery.tui.model;

import org.jspecify.annotations.Nullable;

/// How far a conversation is read, and what of it is on the screen.
///
/// @param read the user's read cursor
/// @param told up to where this connection was told that it is read
/// @param confirmed up to where the server said so
/// @param counted up to where `unread` counts
/// @param unread texts of others past the read cursor
/// @param newFrom the sequence over which the line of what is new stands; 0 for no line
/// @param marked whether the user has marked it unread
/// @param reads the server's count of changes at which `read` and `marked` became so
/// @param scroll what is at the bottom of the pane; null follows the newest
public record Reading(
    long read,
    long told,
    long confirmed,
    long counted,
    long unread,
    long newFrom,
    boolean marked,
    long reads,
    @Nullable Scroll scroll) {
  /// Nothing read, nothing new.
  static final Reading NONE = new Reading(0, 0, 0, 0, 0, 0, false, 0, null);

  /// The lowest line on the screen: a line of an entry's text, counted from 0.
  public record Scroll(long seq, int line) {}

  Reading withRead(long newRead, long newUnread) {
    return new Reading(
        newRead, told, confirmed, counted, newUnread, newFrom, marked, reads, scroll);
  }

  Reading withTold(long newTold) {
    return new Reading(read, newTold, confirmed, counted, unread, newFrom, marked, reads, scroll);
  }

  Reading withConfirmed(long newConfirmed) {
    long high = Math.max(confirmed, newConfirmed);
    return new Reading(
        read, Math.max(told, high), high, counted, unread, newFrom, marked, reads, scroll);
  }

  Reading withCount(long newCounted, long newUnread) {
    return new Reading(
        read, told, confirmed, newCounted, newUnread, newFrom, marked, reads, scroll);
  }

  Reading withNewFrom(long newNewFrom) {
    return new Reading(read, told, confirmed, counted, unread, newNewFrom, marked, reads, scroll);
  }

  Reading withScroll(@Nullable Scroll newScroll) {
    return new Reading(read, told, confirmed, counted, unread, newFrom, marked, reads, newScroll);
  }

  /// The same with the server's word on the mark; an older word changes nothing.
  Reading withMark(boolean newMarked, long newReads) {
    return newReads < reads
        ? this
        : new Reading(read, told, confirmed, counted, unread, newFrom, newMarked, newReads, scroll);
  }

  /// What is shown to be unread: a mark counts as one text.
  public long shown() {
    return marked ? Math.max(1, unread) : unread;
  }
}
