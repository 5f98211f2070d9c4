package rookery.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a group is kept: who comes in, who goes, who may do what.
public final class AdminMessages {
  private AdminMessages() {}

  public sealed interface FromClient extends ClientMessage
      permits Invite,
          Kick,
          Ban,
          Mute,
          SetRole,
          Transfer,
          Rename,
          Dissolve,
          SetPolicy,
          AnswerJoin,
          SetNotice,
          MakeCode,
          AskGroup {}

  public sealed interface FromServer extends ServerMessage permits GroupEvent {}

  /// A request that becomes an entry in the group's log.
  public sealed interface Change extends ClientMessage.Repeatable
      permits Invite,
          Kick,
          Ban,
          Mute,
          SetRole,
          Transfer,
          Rename,
          Dissolve,
          SetPolicy,
          AnswerJoin,
          SetNotice {
    Integer groupid();
  }

  /// Who may join.
  public enum Policy {
    /// Everybody.
    @JsonProperty("open")
    OPEN,
    /// Who was invited, and whom an admin lets in.
    @JsonProperty("approval")
    APPROVAL,
    /// Who was invited.
    @JsonProperty("invitation")
    INVITATION;

    /// The word on the wire and in the record.
    public String word() {
      return switch (this) {
        case OPEN -> "open";
        case APPROVAL -> "approval";
        case INVITATION -> "invitation";
      };
    }
  }

  /// Let a user join, whatever the policy.
  public record Invite(String cmid, Integer groupid, Integer user) implements FromClient, Change {
    public Invite {
      check(cmid, groupid);
      Check.id("user", user);
    }
  }

  /// End a membership.
  public record Kick(String cmid, Integer groupid, Integer user) implements FromClient, Change {
    public Kick {
      check(cmid, groupid);
      Check.id("user", user);
    }
  }

  /// Keep a user out, which ends his membership; or let him in again.
  ///
  /// @param on whether he is kept out; absent means so
  public record Ban(String cmid, Integer groupid, Integer user, Boolean on)
      implements FromClient, Change {
    public Ban(String cmid, Integer groupid, Integer user, @Nullable Boolean on) {
      check(cmid, groupid);
      this.cmid = cmid;
      this.groupid = groupid;
      this.user = Check.id("user", user);
      this.on = on == null || on;
    }
  }

  /// Let a member write nothing for a while.
  ///
  /// @param until ms since the epoch, UTC; 0 lets him write again
  public record Mute(String cmid, Integer groupid, Integer user, Long until)
      implements FromClient, Change {
    public Mute {
      check(cmid, groupid);
      Check.id("user", user);
      Check.number("until", until, 0);
    }
  }

  /// Make a member an admin, or an admin a member like others.
  public record SetRole(String cmid, Integer groupid, Integer user, Role role)
      implements FromClient, Change {
    public SetRole {
      check(cmid, groupid);
      Check.id("user", user);
      if (role != Role.ADMIN && role != Role.NORMAL) {
        throw ProtocolException.field("role", "must be admin or normal");
      }
    }
  }

  /// Hand the group to a member; its creator becomes an admin.
  public record Transfer(String cmid, Integer groupid, Integer user) implements FromClient, Change {
    public Transfer {
      check(cmid, groupid);
      Check.id("user", user);
    }
  }

  /// Give the group another name and description.
  public record Rename(String cmid, Integer groupid, String groupname, String groupdesc)
      implements FromClient, Change {
    public Rename {
      check(cmid, groupid);
      groupname = Check.name("groupname", groupname, Bounds.GROUP_NAME, Bounds.GROUP_NAME_KEY);
      groupdesc = Check.line("groupdesc", groupdesc, 0, Bounds.GROUP_DESC);
    }
  }

  /// End the group for all.
  public record Dissolve(String cmid, Integer groupid) implements FromClient, Change {
    public Dissolve {
      check(cmid, groupid);
    }
  }

  /// Say who may join.
  public record SetPolicy(String cmid, Integer groupid, Policy policy)
      implements FromClient, Change {
    public SetPolicy {
      check(cmid, groupid);
      if (policy == null) {
        throw ProtocolException.field("policy", "is missing");
      }
    }
  }

  /// Let in, or turn away, who asked to join.
  public record AnswerJoin(String cmid, Integer groupid, Integer user, Boolean accept)
      implements FromClient, Change {
    public AnswerJoin {
      check(cmid, groupid);
      Check.id("user", user);
      if (accept == null) {
        throw ProtocolException.field("accept", "is missing");
      }
    }
  }

  /// Put up a notice for all.
  ///
  /// @param msg empty takes it down
  public record SetNotice(String cmid, Integer groupid, String msg) implements FromClient, Change {
    public SetNotice {
      check(cmid, groupid);
      Check.text("msg", msg, 0, Bounds.NOTICE);
    }
  }

  /// Make a code with which anybody may join for some hours.
  public record MakeCode(Integer groupid, Integer hours) implements FromClient {
    public MakeCode {
      Check.id("groupid", groupid);
      if (hours == null || hours < 1 || hours > Bounds.CODE_HOURS) {
        throw ProtocolException.field("hours", "must be 1 to " + Bounds.CODE_HOURS);
      }
    }
  }

  /// A code to join with.
  ///
  /// @param until ms since the epoch, UTC
  public record Code(String code, long until) implements Reply {}

  /// How does the group stand?
  public record AskGroup(Integer groupid) implements FromClient {
    public AskGroup {
      Check.id("groupid", groupid);
    }
  }

  /// How a group stands; the lists are null for who is neither creator nor admin.
  public record GroupState(
      int groupid,
      String groupname,
      String groupdesc,
      Policy policy,
      String notice,
      int members,
      Role role,
      @Nullable List<Banned> banned,
      @Nullable List<Muted> muted,
      @Nullable List<Asking> requests)
      implements Reply {
    public record Banned(int id, String name) {}

    /// @param until ms since the epoch, UTC
    public record Muted(int id, String name, long until) {}

    /// @param ts ms since the epoch, UTC
    public record Asking(int id, String name, String note, long ts) {}
  }

  /// What happened between a group and a user who may not see its log.
  ///
  /// @param event `invited`, `asked`, `refused`, `kicked`
  /// @param user whom it concerns
  /// @param id who did it
  /// @param note only with `asked`
  public record GroupEvent(
      String event,
      int groupid,
      String groupname,
      int user,
      int id,
      String name,
      @Nullable String note)
      implements FromServer {}

  private static void check(String cmid, Integer groupid) {
    Check.token("cmid", cmid);
    Check.id("groupid", groupid);
  }
}
