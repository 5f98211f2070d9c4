package rookery.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Friends, friend requests, presence, finding people.
public final class RosterMessages {
  private RosterMessages() {}

  public sealed interface FromClient extends ClientMessage
      permits AddFriend, AcceptFriend, RejectFriend, RemoveFriend, Find {}

  public sealed interface FromServer extends ServerMessage permits FriendEvent, Presence {}

  /// Ask for friendship, or accept where the other asked already.
  public record AddFriend(Integer friendid, String note) implements FromClient {
    public AddFriend(Integer friendid, @Nullable String note) {
      this.friendid = Check.id("friendid", friendid);
      this.note = note == null ? "" : Check.text("note", note, 0, Bounds.NOTE);
    }
  }

  /// Accept a friend request.
  public record AcceptFriend(Integer friendid, String cmid)
      implements FromClient, ClientMessage.Repeatable {
    public AcceptFriend {
      Check.id("friendid", friendid);
      Check.token("cmid", cmid);
    }
  }

  /// Reject a friend request, or take back one's own.
  public record RejectFriend(Integer friendid) implements FromClient {
    public RejectFriend {
      Check.id("friendid", friendid);
    }
  }

  /// End a friendship.
  public record RemoveFriend(Integer friendid, String cmid)
      implements FromClient, ClientMessage.Repeatable {
    public RemoveFriend {
      Check.id("friendid", friendid);
      Check.token("cmid", cmid);
    }
  }

  /// Find people and groups whose name begins with `q`.
  public record Find(String q, Integer limit) implements FromClient {
    /// Rows when the request names no limit.
    private static final int ABSENT = 20;

    private static final int MAX = 50;

    public Find(String q, @Nullable Integer limit) {
      this.q = Check.line("q", q, 1, Bounds.NAME);
      this.limit = Check.limit(limit, MAX, ABSENT);
    }
  }

  /// What a search by name found.
  public record Found(List<User> users, List<Group> groups) implements Reply {
    public Found {
      users = List.copyOf(users);
      groups = List.copyOf(groups);
    }

    public record User(int id, String name) {}

    public record Group(int groupid, String groupname, String groupdesc) {}
  }

  /// What happened between the user and `id`.
  ///
  /// @param event `requested`, `accepted`, `rejected`, `removed`
  /// @param id the other
  /// @param note only with `requested`
  /// @param incoming whether the other did it
  /// @param roster the version of the user's roster now
  public record FriendEvent(
      String event, int id, String name, @Nullable String note, boolean incoming, long roster)
      implements FromServer {}

  /// A friend came or went.
  public record Presence(int id, String state) implements FromServer {
    /// `online` or `offline`.
    public static String word(boolean online) {
      return online ? "online" : "offline";
    }

    public static Presence of(int id, boolean online) {
      return new Presence(id, word(online));
    }
  }
}
