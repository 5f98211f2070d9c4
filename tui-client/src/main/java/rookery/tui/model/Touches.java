package rookery.tui.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.GroupPosted;
import rookery.protocol.Entry;
import rookery.protocol.GroupMessages.MemberChanged;
import rookery.protocol.TouchMessages.Edited;
import rookery.protocol.TouchMessages.Reacted;
import rookery.protocol.TouchMessages.Reactions;
import rookery.protocol.TouchMessages.Recalled;
import rookery.protocol.TouchMessages.Touched;
import rookery.protocol.TouchMessages.Touching;

/// What edits, recalls and reactions do to the texts that they name.
///
/// The server serves texts as they stand, with the sequence that touched them last, so an entry may
/// tell of what its text shows already; then it does nothing.
final class Touches {
  private Touches() {}

  /// The text that an entry says what was done to, as it stands after that; null when that is
  /// known, or `text` is none.
  static @Nullable Entry apply(Touching touching, Entry text, int me) {
    Touched before = touched(text);
    if (before != null && before.seq() >= touching.seq()) {
      return null;
    }
    boolean edited = before != null && before.edited();
    boolean recalled = before != null && before.recalled();
    List<Reactions> reactions = before == null ? List.of() : before.reactions();
    long seq = touching.seq();
    return switch (touching) {
      case Edited edit -> with(text, edit.msg(), new Touched(seq, true, recalled, reactions));
      case Recalled _ -> with(text, "", new Touched(seq, edited, true, List.of()));
      case Reacted reacted -> {
        boolean gone = reacted.reaction().isEmpty(); // with its user
        List<Reactions> now = gone ? reactions : with(reactions, reacted, me);
        yield with(text, null, new Touched(seq, edited, recalled, now));
      }
    };
  }

  /// A text whose author was erased by the entry `seq`; what is none stays.
  static Entry erased(Entry text, long seq) {
    Entry gone = recalled(text) ? null : with(text, "", new Touched(seq, false, true, List.of()));
    return gone == null ? text : gone;
  }

  /// A text that lost one of each of these reactions by the entry `seq`; what shows that already
  /// stays.
  static Entry without(Entry text, Set<String> reactions, long seq) {
    Touched before = touched(text);
    if (before == null || before.seq() >= seq || reactions.isEmpty()) {
      return text;
    }
    List<Reactions> left =
        before.reactions().stream()
            .map(kind ->
                reactions.contains(kind.reaction())
                    ? new Reactions(kind.reaction(), kind.count() - 1, kind.mine())
                    : kind)
            .filter(kind -> kind.count() > 0)
            .toList();
    Entry now = with(text, null, new Touched(seq, before.edited(), before.recalled(), left));
    return now == null ? text : now;
  }

  /// Whether a text was taken back.
  static boolean recalled(Entry text) {
    Touched touched = touched(text);
    return touched != null && touched.recalled();
  }

  private static @Nullable Touched touched(Entry text) {
    return switch (text) {
      case DirectPosted direct -> direct.touched();
      case GroupPosted group -> group.touched();
      case MemberChanged _, Touching _ -> null;
    };
  }

  private static @Nullable Entry with(Entry text, @Nullable String msg, Touched touched) {
    return switch (text) {
      case DirectPosted direct ->
          new DirectPosted(
              direct.conv(),
              direct.seq(),
              direct.ts(),
              direct.sender(),
              direct.name(),
              direct.cmid(),
              direct.to(),
              msg == null ? direct.msg() : msg,
              direct.reply(),
              touched);
      case GroupPosted group ->
          new GroupPosted(
              group.conv(),
              group.seq(),
              group.ts(),
              group.sender(),
              group.name(),
              group.cmid(),
              group.groupid(),
              msg == null ? group.msg() : msg,
              group.reply(),
              group.mentions(),
              touched);
      case MemberChanged _, Touching _ -> null;
    };
  }

  private static List<Reactions> with(List<Reactions> before, Reacted reacted, int me) {
    boolean own = reacted.sender() == me;
    int step = reacted.on() ? 1 : -1;
    List<Reactions> after = new ArrayList<>();
    boolean found = false;
    for (Reactions kind : before) {
      if (!kind.reaction().equals(reacted.reaction())) {
        after.add(kind);
        continue;
      }
      found = true;
      int count = kind.count() + step;
      if (count > 0) {
        after.add(new Reactions(kind.reaction(), count, own ? reacted.on() : kind.mine()));
      }
    }
    if (!found && reacted.on()) {
      after.add(new Reactions(reacted.reaction(), 1, own));
    }
    return after;
  }
}
