package rookery.protocol;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a client missed, and what lies before.
public final class SyncMessages {
  private SyncMessages() {}

  public sealed interface FromClient extends ClientMessage permits Sync, Backlog, History, Search {}

  /// A sequence in a conversation; on the wire a pair `[conv, seq]`.
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  @JsonPropertyOrder({"conv", "seq"})
  public record Cursor(Long conv, Long seq) {
    public Cursor {
      Check.number("conv", conv, 1);
      Check.number("seq", seq, 0);
    }
  }

  /// Tell the heads past the cursors, and the roster where its version is not the client's.
  ///
  /// @param reads the count of changes in what is read that the client holds; null where it keeps
  ///   none: then those alone are no reason to tell a head
  /// @param from where an earlier answer that had more ended: exclusive; null from the start
  public record Sync(Long roster, List<Cursor> after, @Nullable Long reads, @Nullable Long from)
      implements FromClient {
    public Sync(
        @Nullable Long roster,
        @Nullable List<Cursor> after,
        @Nullable Long reads,
        @Nullable Long from) {
      this.roster = Check.number("roster", roster == null ? Long.valueOf(0) : roster, 0);
      this.after = cursors(after == null ? List.of() : after);
      this.reads = reads == null ? null : Check.number("reads", reads, 0);
      this.from = from == null ? null : Check.number("from", from, 1);
    }

    /// From the start, for a client that keeps no count of what is read.
    public Sync(@Nullable Long roster, @Nullable List<Cursor> after) {
      this(roster, after, null, null);
    }
  }

  /// Send the entries past the cursors.
  public record Backlog(List<Cursor> after, Integer limit) implements FromClient {
    public Backlog(List<Cursor> after, @Nullable Integer limit) {
      this.after = cursors(after);
      this.limit = Check.limit(limit, Bounds.PAGE, Bounds.PAGE_DEFAULT);
    }
  }

  /// Send the newest entries before a sequence.
  ///
  /// @param before exclusive; null from the head
  public record History(Long conv, @Nullable Long before, Integer limit) implements FromClient {
    public History(Long conv, @Nullable Long before, @Nullable Integer limit) {
      this.conv = Check.number("conv", conv, 1);
      this.before = before == null ? null : Check.number("before", before, 1);
      this.limit = Check.limit(limit, Bounds.PAGE, Bounds.PAGE_DEFAULT);
    }
  }

  /// Find texts that hold `q`.
  ///
  /// @param conv null in all conversations
  /// @param before where an earlier answer told to go on; null from the start
  public record Search(String q, @Nullable Long conv, @Nullable Cursor before, Integer limit)
      implements FromClient {
    public Search(String q, @Nullable Long conv, @Nullable Cursor before, @Nullable Integer limit) {
      this.q = Check.line("q", q, 1, Bounds.SEARCH);
      this.conv = conv == null ? null : Check.number("conv", conv, 1);
      this.before = before;
      this.limit = Check.limit(limit, Bounds.FOUND, Bounds.FOUND_DEFAULT);
    }
  }

  /// The answer to [Sync]; the three lists are null when the client's roster is the one now, and in
  /// what follows a first answer that had more.
  ///
  /// @param reads the count of changes in what the user has read
  /// @param conversations by id
  /// @param more whether there are others, past the last of these
  public record Synced(
      long roster,
      long reads,
      @Nullable List<Friend> friends,
      @Nullable List<FriendRequest> requests,
      @Nullable List<Group> groups,
      List<Integer> online,
      List<Head> conversations,
      boolean more)
      implements Reply {
    public Synced {
      online = List.copyOf(online);
      conversations = List.copyOf(conversations);
    }

    /// @param nickname null for none
    public record Friend(int id, String name, long conv, @Nullable String nickname) {
      public Friend {
        nickname = nickname == null || nickname.isEmpty() ? null : nickname;
      }

      /// Without a nickname.
      public Friend(int id, String name, long conv) {
        this(id, name, conv, null);
      }
    }

    /// An open request, from either side.
    ///
    /// @param ts ms since the epoch, UTC
    /// @param incoming whether the user is the one who is asked
    public record FriendRequest(int id, String name, String note, long ts, boolean incoming) {}

    public record Group(int groupid, String groupname, String groupdesc, Role role, long conv) {}

    /// Where a conversation stands for this user and device.
    ///
    /// @param kind `direct` or `group`
    /// @param peer the other user; null in a group
    /// @param groupid the group; null in a direct conversation
    /// @param title the other's name, or the group's
    /// @param head the highest sequence that is his
    /// @param received where this sync starts
    /// @param read the user's read cursor
    /// @param unread texts of others past the read cursor, among the newest [Bounds#UNREAD] entries
    /// @param marked whether the user has marked it unread
    /// @param reads the count of changes in what is read at which `read` and `marked` became so
    public record Head(
        long conv,
        String kind,
        @Nullable Integer peer,
        @Nullable Integer groupid,
        String title,
        long head,
        long received,
        long read,
        long unread,
        boolean marked,
        long reads) {}
  }

  /// The answer to [Backlog].
  ///
  /// @param through with these entries the client has all that is his up to there
  /// @param more whether something is left past `through`
  public record BacklogPage(List<Entry> entries, List<Cursor> through, boolean more)
      implements Reply {
    public BacklogPage {
      entries = List.copyOf(entries);
      through = List.copyOf(through);
    }
  }

  /// The answer to [History], ascending.
  public record HistoryPage(List<Entry> entries, boolean more) implements Reply {
    public HistoryPage {
      entries = List.copyOf(entries);
    }
  }

  /// The answer to [Search], newest first within a conversation.
  ///
  /// @param before where to go on; null when all was searched
  public record SearchPage(List<Entry> entries, @Nullable Cursor before) implements Reply {
    public SearchPage {
      entries = List.copyOf(entries);
    }
  }

  private static List<Cursor> cursors(@Nullable List<Cursor> after) {
    if (after == null) {
      throw ProtocolException.field("after", "is missing");
    }
    if (after.size() > Bounds.CURSORS) {
      throw ProtocolException.field("after", "must have at most " + Bounds.CURSORS + " pairs");
    }
    return List.copyOf(after);
  }
}
