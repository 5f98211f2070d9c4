package rookery.server.log;

import java.util.Map;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.GroupPosted;
import rookery.protocol.Entry;
import rookery.protocol.GroupMessages.Change;
import rookery.protocol.GroupMessages.MemberChanged;

/// Entries of the log as the wire shows them.
public final class WireEntries {
  private static final Map<String, Change> CHANGES =
      Map.of(
          "befriended", Change.BEFRIENDED,
          "unfriended", Change.UNFRIENDED,
          "created", Change.CREATED,
          "joined", Change.JOINED,
          "left", Change.LEFT);

  private WireEntries() {}

  public static Entry of(LogEntry entry, Conversation conversation) {
    return switch (entry.kind()) {
      case TEXT -> text(entry, conversation);
      case MEMBER -> memberChanged(entry, conversation);
    };
  }

  private static Entry text(LogEntry e, Conversation conversation) {
    return switch (conversation) {
      case Conversation.Direct direct ->
          new DirectPosted(
              e.conversation(),
              e.seq(),
              e.ts(),
              e.sender(),
              e.senderName(),
              e.cmid(),
              direct.peerOf(e.sender()),
              e.body());
      case Conversation.Group group ->
          new GroupPosted(
              e.conversation(),
              e.seq(),
              e.ts(),
              e.sender(),
              e.senderName(),
              e.cmid(),
              group.group(),
              e.body());
    };
  }

  private static Entry memberChanged(LogEntry e, Conversation conversation) {
    Change change = CHANGES.get(e.body());
    if (change == null) {
      throw new IllegalArgumentException("no change of members is called " + e.body());
    }
    Integer group = conversation instanceof Conversation.Group of ? of.group() : null;
    Integer to =
        conversation instanceof Conversation.Direct direct ? direct.peerOf(e.sender()) : null;
    return new MemberChanged(
        e.conversation(),
        e.seq(),
        e.ts(),
        e.sender(),
        e.senderName(),
        e.cmid(),
        change,
        e.subject(),
        e.subjectName(),
        group,
        to);
  }
}
