package rookery.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Friends, friend requests, presence, finding people.
public final class RosterMessages {
  private RosterMessages() {}

  public sealed interface FromClient extends ClientMessage
      permits AddFriend,
          AcceptFriend,
          RejectFriend,
          RemoveFriend,
          Find,
          Block,
          Unblock,
          ListBlocked,
          SetPrivacy {}

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

    /// @param nickname null for none
    public record User(int id, String name, @Nullable String nickname) {
      public User {
        nickname = nickname == null || nickname.isEmpty() ? null : nickname;
      }

      /// Without a nickname.
      public User(int id, String name) {
        this(id, name, null);
      }
    }

    public record Group(int groupid, String groupname, String groupdesc) {}
  }

  /// Take nothing from a user any more; a friendship ends.
  public record Block(Integer user, String cmid) implements FromClient, ClientMessage.Repeatable {
    public Block {
      Check.id("user", user);
      Check.token("cmid", cmid);
    }
  }

  /// Take back a block; what it ended stays ended.
  public record Unblock(Integer user, String cmid) implements FromClient, ClientMessage.Repeatable {
    public Unblock {
      Check.id("user", user);
      Check.token("cmid", cmid);
    }
  }

  /// List whom one has blocked.
  public record ListBlocked() implements FromClient {}

  /// Whom one has blocked, by id.
  public record Blocked(List<Found.User> users) implements Reply {
    public Blocked {
      users = List.copyOf(users);
    }
  }

  /// Who may begin to write to a user without being his friend.
  public enum Opens {
    /// Fellow members of a group.
    @JsonProperty("fellows")
    FELLOWS,
    /// Friends alone.
    @JsonProperty("friends")
    FRIENDS,
    /// Friends alone, and friend requests are not taken.
    @JsonProperty("nobody")
    NOBODY;

    /// The word on the wire and in the record.
    public String word() {
      return switch (this) {
        case FELLOWS -> "fellows";
        case FRIENDS -> "friends";
        case NOBODY -> "nobody";
      };
    }
  }

  /// Change what others may do; what is null stays.
  public record SetPrivacy(
      @Nullable Opens opens,
      @Nullable Boolean findable,
      @JsonProperty("accept_all") @Nullable Boolean acceptAll)
      implements FromClient {}

  /// What others may do.
  ///
  /// @param findable whether he is found by the beginning of his name
  /// @param acceptAll whether friend requests are accepted without asking
  public record Privacy(
      Opens opens, boolean findable, @JsonProperty("accept_all") boolean acceptAll)
      implements Reply {}

  /// What happened between the user and `id`.
  ///
  /// @param event `requested`, `accepted`, `rejected`, `removed`, `blocked`, `unblocked`
  /// @param id the other
  /// @param note with `requested`; with `nickname` the new one
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
