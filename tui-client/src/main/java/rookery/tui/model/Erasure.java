package rookery.tui.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.GroupPosted;
import rookery.protocol.Entry;
import rookery.protocol.GroupMessages.Change;
import rookery.protocol.GroupMessages.MemberChanged;
import rookery.protocol.TouchMessages.Edited;
import rookery.protocol.TouchMessages.Reacted;
import rookery.protocol.TouchMessages.Recalled;

/// What is left of a log when one of its users was erased: the places of what he said.
final class Erasure {
  private Erasure() {}

  static boolean is(Entry entry) {
    return entry instanceof MemberChanged change && change.change() == Change.ERASED;
  }

  /// Empties what the user of an erasure said before it, and takes his reactions from texts.
  ///
  /// @param all the entries of a log
  static void apply(List<Entry> all, Entry erasure) {
    Map<Long, Set<String>> reactions = new HashMap<>();
    for (Entry entry : all) {
      if (entry instanceof Reacted reacted && concerns(reacted, erasure)) {
        Set<String> his = reactions.computeIfAbsent(reacted.target(), _ -> new HashSet<>());
        boolean _ = reacted.on() ? his.add(reacted.reaction()) : his.remove(reacted.reaction());
      }
    }
    all.replaceAll(entry -> {
      Entry left = concerns(entry, erasure) ? emptied(entry, erasure.seq()) : entry;
      return Touches.without(left, reactions.getOrDefault(entry.seq(), Set.of()), erasure.seq());
    });
  }

  private static boolean concerns(Entry entry, Entry erasure) {
    return entry.sender() == erasure.sender() && entry.seq() < erasure.seq();
  }

  private static Entry emptied(Entry entry, long by) {
    return switch (entry) {
      case DirectPosted _, GroupPosted _ -> Touches.erased(entry, by);
      case Edited e ->
          new Edited(
              e.conv(),
              e.seq(),
              e.ts(),
              e.sender(),
              e.name(),
              e.cmid(),
              e.target(),
              "",
              e.groupid(),
              e.to());
      case Reacted r ->
          new Reacted(
              r.conv(),
              r.seq(),
              r.ts(),
              r.sender(),
              r.name(),
              r.cmid(),
              r.target(),
              "",
              r.on(),
              r.groupid(),
              r.to());
      case MemberChanged c when c.change() == Change.NOTICE ->
          new MemberChanged(
              c.conv(),
              c.seq(),
              c.ts(),
              c.sender(),
              c.name(),
              c.cmid(),
              c.change(),
              c.user(),
              c.username(),
              c.groupid(),
              c.to(),
              "");
      case MemberChanged _, Recalled _ -> entry;
    };
  }
}
