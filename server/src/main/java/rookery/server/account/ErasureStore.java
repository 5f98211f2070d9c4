package rookery.server.account;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import rookery.server.log.Conversation;
import rookery.server.roster.RosterStore.Person;

/// The erasure of accounts in the record. Each method is one transaction, on the disk when it
/// returns. They block, on any thread, and throw [rookery.server.log.StoreException.Unavailable].
public interface ErasureStore {
  /// Begins: frees the name, takes the password, the tokens and all open friend requests, and signs
  /// all devices out.
  ///
  /// @param hash the password's that was checked: where the account has another by now, nothing is
  ///   done
  /// @return whether it was done
  boolean begin(int user, String hash);

  /// The same whatever the password, also for an account that is suspended.
  boolean begin(int user);

  /// Whose erasure began and is not finished.
  List<Integer> begun();

  /// Conversations with id > `after` in which a user is or was a member, by id.
  ///
  /// @param limit at most so many
  List<Stay> stays(int user, long after, int limit);

  /// The sequence of a user's entry, where it is in the log.
  OptionalLong stored(long conversation, int user, String cmid);

  /// Who is to have a group when its creator goes: the longest member among the admins, else among
  /// all; empty when there is nobody else.
  Optional<Person> heir(int group, int user);

  /// Takes some of what a user said before an entry: the words of his texts with all that was done
  /// to them, his reactions, the words of his notices in a group.
  ///
  /// @param seq the entry that erases them
  /// @param limit at most so many
  /// @return how many
  int blank(long conversation, int user, long seq, int limit);

  /// Deletes what else is known of a user; his erasure is finished.
  void finish(int user);

  /// A user's last time in a conversation.
  ///
  /// @param from the sequence with which it began
  record Stay(Conversation conversation, long from) {}
}
