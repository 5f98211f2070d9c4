package rookery.server.log;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Reading of logs, within what a user may see. Nothing is returned that could still be lost: what
/// is read is on the disk.
///
/// All methods throw [StoreException.Unavailable]. Any thread; they block.
public interface EntryReader {
  /// The conversation, where there is one.
  Optional<Conversation> conversation(long id);

  /// Entries of one conversation with `after` < seq, ascending, that lie in a range of the user.
  ///
  /// @param limit at most so many
  List<LogEntry> after(long conversation, int user, long after, int limit);

  /// The newest entries with seq < `before` that lie in a range of the user, ascending.
  ///
  /// @param limit at most so many
  List<LogEntry> before(long conversation, int user, long before, int limit);

  /// One entry that lies in a range of the user.
  Optional<LogEntry> at(long conversation, int user, long seq);

  /// Texts that hold `words`, upper and lower case alike, that the user may read: newest first
  /// within a conversation, the conversations by id from the highest. It takes half a second at
  /// most.
  ///
  /// @param conversation 0 for all
  /// @param before where to begin: exclusive
  Found search(int user, String words, long conversation, Place before, int limit);

  /// A place in a log.
  record Place(long conversation, long seq) {
    /// Before all places of a search.
    public static final Place START = new Place(Long.MAX_VALUE, Long.MAX_VALUE);
  }

  /// @param next where the search goes on; empty when it is at its end
  record Found(List<LogEntry> entries, Optional<Place> next) {
    public Found {
      entries = List.copyOf(entries);
    }
  }

  /// Who is in it now, by id.
  ///
  /// @param limit at most so many
  List<Integer> members(long conversation, int limit);

  /// The conversation with the lowest id > `after` in which a user is or was a member.
  Optional<Long> nextConversation(int user, long after);

  /// The highest sequence of the conversation that is the user's; 0 when he never was a member.
  long head(long conversation, int user);

  /// Where all conversations of a user stand for one of his devices: those in which he is or was a
  /// member.
  ///
  /// Without a cursor of the device the user's read cursor stands in, and 0 without both.
  ///
  /// @param counted where unread texts are to be counted, which is the dear part; it sees a
  ///   standing with none, as all others are returned
  List<Standing> standings(int user, String device, Predicate<Standing> counted);

  /// @param title the other's name, or the group's
  /// @param head the highest sequence that is the user's
  /// @param unread texts of others past `read` that are the user's
  /// @param marked whether the user has marked it unread
  /// @param reads the user's count of changes at which `read` and `marked` became so
  record Standing(
      Conversation conversation,
      String title,
      long head,
      long received,
      long read,
      long unread,
      boolean marked,
      long reads) {
    /// The same with so many more unread.
    public Standing more(long count) {
      return new Standing(conversation, title, head, received, read, unread + count, marked, reads);
    }
  }
}
