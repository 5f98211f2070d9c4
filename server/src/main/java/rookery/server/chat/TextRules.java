package rookery.server.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import rookery.protocol.Bounds;
import rookery.protocol.ChatMessages.Mentions;
import rookery.protocol.ErrorCode;
import rookery.protocol.Role;
import rookery.protocol.TouchMessages.Reactions;
import rookery.server.log.Decision;
import rookery.server.log.LogEntry;
import rookery.server.log.LogEntry.Kind;
import rookery.server.log.Members;
import rookery.server.log.Rule;
import rookery.server.log.WireEntries;

/// Who may say, change and take back what: pure rules, decided under the conversation's lock.
final class TextRules {
  /// How long an author may take a text back, in ms.
  private static final long RECALL_MS = 120_000;

  private TextRules() {}

  static Rule group(int user, String text, long reply, @Nullable Mentions mentions) {
    return (members, now) -> {
      if (!members.mayWrite(user, now.ts())) {
        return silent(members, user);
      }
      Role role = members.role(user);
      if (mentions == null) {
        return Decision.text(text, reply, "");
      }
      if (mentions.all() && role == Role.NORMAL) {
        return refuse(ErrorCode.FORBIDDEN, "Only the creator and admins may mention everybody.");
      }
      List<Integer> there = mentions.users().stream().filter(members::has).toList();
      return Decision.text(text, reply, WireEntries.mentions(there, mentions.all()));
    };
  }

  static Rule edit(int user, String text) {
    return (members, now) -> {
      LogEntry target = now.target();
      if (!members.mayWrite(user, now.ts())) {
        return silent(members, user);
      }
      if (target == null || target.kind() != Kind.TEXT) {
        return noText(target);
      }
      return target.sender() == user
          ? Decision.touch(Kind.EDIT, text, target.seq())
          : refuse(ErrorCode.FORBIDDEN, "Only its author may edit a text.");
    };
  }

  static Rule recall(int user) {
    return (members, now) -> {
      LogEntry target = now.target();
      if (!members.mayWrite(user, now.ts())) {
        return silent(members, user);
      }
      if (target == null || target.kind() != Kind.TEXT) {
        return noText(target);
      }
      if (target.sender() != user && !mayRecallOthers(members, user, target.sender())) {
        return refuse(ErrorCode.FORBIDDEN, "This text is not yours to recall.");
      }
      boolean late = now.ts() - target.ts() > RECALL_MS && members.role(user) == Role.NORMAL;
      return late
          ? refuse(ErrorCode.FORBIDDEN, "A text can be recalled for two minutes only.")
          : Decision.touch(Kind.RECALL, "", target.seq());
    };
  }

  /// In a direct conversation both are [Role#NORMAL].
  private static boolean mayRecallOthers(Members members, int user, int author) {
    return switch (members.role(user)) {
      case CREATOR -> true;
      case ADMIN -> members.role(author) != Role.CREATOR;
      case NORMAL -> false;
    };
  }

  static Rule react(int user, String reaction, boolean on) {
    return (members, now) -> {
      LogEntry target = now.target();
      if (!members.mayWrite(user, now.ts())) {
        return silent(members, user);
      }
      if (target == null || target.kind() != Kind.TEXT) {
        return noText(target);
      }
      List<Reactions> there = target.touched().reactions();
      boolean known = there.stream().anyMatch(one -> one.reaction().equals(reaction));
      boolean mine = there.stream().anyMatch(one -> one.reaction().equals(reaction) && one.mine());
      if (on && !known && there.size() >= Bounds.REACTIONS) {
        return refuse(
            ErrorCode.CONFLICT,
            "This text has " + Bounds.REACTIONS + " kinds of reactions already.");
      }
      if (mine == on) {
        return refuse(
            ErrorCode.CONFLICT, on ? "You have reacted so already." : "You have not reacted so.");
      }
      return Decision.touch(Kind.REACTION, (on ? "+" : "-") + reaction, target.seq());
    };
  }

  private static Decision noText(@Nullable LogEntry target) {
    return target != null && target.kind() == Kind.GONE
        ? refuse(ErrorCode.CONFLICT, "This text was recalled.")
        : refuse(ErrorCode.UNKNOWN, "There is no such text.");
  }

  private static Decision silent(Members members, int user) {
    return refuse(
        ErrorCode.FORBIDDEN,
        members.has(user) ? "You are muted here." : "You are not a member here.");
  }

  private static Decision refuse(int code, String text) {
    return new Decision.Refuse(code, text);
  }
}
