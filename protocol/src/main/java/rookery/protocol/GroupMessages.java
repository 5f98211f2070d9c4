package rookery.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Groups and their members.
public final class GroupMessages {
  private GroupMessages() {}

  public sealed interface FromClient extends ClientMessage
      permits CreateGroup, JoinGroup, LeaveGroup, ListMembers {}

  /// Make a group with oneself as its creator.
  public record CreateGroup(String cmid, String groupname, String groupdesc)
      implements FromClient, ClientMessage.Repeatable {
    public CreateGroup {
      Check.token("cmid", cmid);
      groupname = Check.line("groupname", groupname, 1, Bounds.GROUP_NAME);
      groupdesc = Check.line("groupdesc", groupdesc, 0, Bounds.GROUP_DESC);
    }
  }

  /// Join a group.
  public record JoinGroup(String cmid, Integer groupid)
      implements FromClient, ClientMessage.Repeatable {
    public JoinGroup {
      Check.token("cmid", cmid);
      Check.id("groupid", groupid);
    }
  }

  /// Leave a group.
  public record LeaveGroup(String cmid, Integer groupid)
      implements FromClient, ClientMessage.Repeatable {
    public LeaveGroup {
      Check.token("cmid", cmid);
      Check.id("groupid", groupid);
    }
  }

  /// List the members of a group, by id.
  ///
  /// @param after exclusive; 0 from the start
  public record ListMembers(Integer groupid, Integer after, Integer limit) implements FromClient {
    public ListMembers(Integer groupid, @Nullable Integer after, @Nullable Integer limit) {
      this.groupid = Check.id("groupid", groupid);
      this.after = after == null ? 0 : Math.max(0, after);
      this.limit = Check.limit(limit, Bounds.PAGE, Bounds.PAGE_DEFAULT);
    }
  }

  /// A change of a group is stored.
  public record GroupStored(int groupid, long conv, long seq, long ts, String cmid)
      implements Reply {}

  /// A page of members.
  public record MemberPage(List<Member> members, boolean more) implements Reply {
    public MemberPage {
      members = List.copyOf(members);
    }

    /// One of them; `state` is `online` or `offline`.
    public record Member(int id, String name, Role role, String state) {}
  }

  /// What happened to the members of a conversation.
  public enum Change {
    @JsonProperty("befriended")
    BEFRIENDED,
    @JsonProperty("unfriended")
    UNFRIENDED,
    @JsonProperty("created")
    CREATED,
    @JsonProperty("joined")
    JOINED,
    @JsonProperty("left")
    LEFT
  }

  /// The members of a conversation changed.
  ///
  /// @param user whom it concerns
  /// @param groupid the group; null in a direct conversation
  /// @param to the other user than the sender; null in a group
  public record MemberChanged(
      long conv,
      long seq,
      long ts,
      @JsonProperty("id") int sender,
      String name,
      String cmid,
      Change change,
      int user,
      String username,
      @Nullable Integer groupid,
      @Nullable Integer to)
      implements Entry {}
}
