package rookery.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
      groupname = Check.name("groupname", groupname, Bounds.GROUP_NAME, Bounds.GROUP_NAME_KEY);
      groupdesc = Check.line("groupdesc", groupdesc, 0, Bounds.GROUP_DESC);
    }
  }

  /// Join a group, or ask to be let in where its policy says so.
  ///
  /// @param code of an invitation; null without
  /// @param note for those who let in
  public record JoinGroup(
      String cmid, Integer groupid, @Nullable String code, @Nullable String note)
      implements FromClient, ClientMessage.Repeatable {
    public JoinGroup {
      Check.token("cmid", cmid);
      Check.id("groupid", groupid);
      if (code != null) {
        Check.token("code", code);
      }
      if (note != null) {
        Check.text("note", note, 0, Bounds.NOTE);
      }
    }

    /// Without a code or a note.
    public JoinGroup(String cmid, Integer groupid) {
      this(cmid, groupid, null, null);
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
    ///
    /// @param nickname null for none
    public record Member(int id, String name, Role role, String state, @Nullable String nickname) {
      public Member {
        nickname = nickname == null || nickname.isEmpty() ? null : nickname;
      }

      /// Without a nickname.
      public Member(int id, String name, Role role, String state) {
        this(id, name, role, state, null);
      }
    }
  }

  /// What happened to the members of a conversation.
  public enum Change {
    @JsonProperty("befriended")
    BEFRIENDED,
    @JsonProperty("unfriended")
    UNFRIENDED,
    @JsonProperty("blocked")
    BLOCKED,
    @JsonProperty("unblocked")
    UNBLOCKED,
    @JsonProperty("created")
    CREATED,
    @JsonProperty("joined")
    JOINED,
    @JsonProperty("left")
    LEFT,
    @JsonProperty("invited")
    INVITED,
    @JsonProperty("kicked")
    KICKED,
    @JsonProperty("banned")
    BANNED,
    @JsonProperty("unbanned")
    UNBANNED,
    @JsonProperty("muted")
    MUTED,
    @JsonProperty("role")
    ROLE,
    @JsonProperty("transferred")
    TRANSFERRED,
    @JsonProperty("renamed")
    RENAMED,
    @JsonProperty("policy")
    POLICY,
    @JsonProperty("notice")
    NOTICE,
    @JsonProperty("dissolved")
    DISSOLVED,
    @JsonProperty("erased")
    ERASED;

    private static final Map<String, Change> BY_WORD =
        Stream.of(values()).collect(Collectors.toUnmodifiableMap(Change::word, change -> change));

    /// The word on the wire and in the record.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// Empty for the word of a newer version.
    public static Optional<Change> of(String word) {
      return Optional.ofNullable(BY_WORD.get(word));
    }
  }

  /// The members of a conversation changed, or what they may do.
  ///
  /// @param user whom it concerns; who did it when it concerns all
  /// @param detail what it is now: a role, a time until, a name, a policy, a notice; null for none
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
      @Nullable Integer to,
      @Nullable String detail)
      implements Entry {
    /// A change that says all by itself.
    public MemberChanged(
        long conv,
        long seq,
        long ts,
        int sender,
        String name,
        String cmid,
        Change change,
        int user,
        String username,
        @Nullable Integer groupid,
        @Nullable Integer to) {
      this(conv, seq, ts, sender, name, cmid, change, user, username, groupid, to, null);
    }
  }
}
