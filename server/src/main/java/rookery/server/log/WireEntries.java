package rookery.server.log;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.GroupPosted;
import rookery.protocol.ChatMessages.Mentions;
import rookery.protocol.Entry;
import rookery.protocol.GroupMessages.Change;
import rookery.protocol.GroupMessages.MemberChanged;
import rookery.protocol.TouchMessages.Edited;
import rookery.protocol.TouchMessages.Reacted;
import rookery.protocol.TouchMessages.Recalled;
import rookery.protocol.TouchMessages.Touched;

/// Entries of the log as the wire shows them.
public final class WireEntries {
  private static final String ALL = "all";

  private WireEntries() {}

  public static Entry of(LogEntry entry, Conversation conversation) {
    return switch (entry.kind()) {
      case TEXT -> text(entry, conversation, false);
      case GONE -> text(entry, conversation, true);
      case EDIT, RECALL, REACTION -> touching(entry, conversation);
      case MEMBER -> memberChanged(entry, conversation);
    };
  }

  /// @param gone whether only its place is shown; what its words mean may not be known here
  private static Entry text(LogEntry e, Conversation conversation, boolean gone) {
    Long reply = e.target() == 0 ? null : e.target();
    boolean forgotten = gone && e.touched().seq() == 0;
    Touched touched =
        e.touched().seq() == 0
            ? forgotten ? new Touched(e.seq(), false, true, List.of()) : null
            : new Touched(e.touched().seq(), e.touched().edited(), gone, e.touched().reactions());
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
              gone ? "" : e.body(),
              reply,
              touched);
      case Conversation.Group group ->
          new GroupPosted(
              e.conversation(),
              e.seq(),
              e.ts(),
              e.sender(),
              e.senderName(),
              e.cmid(),
              group.group(),
              gone ? "" : e.body(),
              reply,
              gone ? null : mentions(e.mentions()),
              touched);
    };
  }

  private static @Nullable Mentions mentions(String stored) {
    if (stored.isEmpty()) {
      return null;
    }
    List<String> words = List.of(stored.split(",", -1));
    return new Mentions(
        words.stream().filter(word -> !word.equals(ALL)).map(Integer::valueOf).toList(),
        words.contains(ALL));
  }

  /// As the log keeps them.
  public static String mentions(List<Integer> users, boolean all) {
    Stream<String> ids = users.stream().map(String::valueOf);
    return Stream.concat(ids, all ? Stream.of(ALL) : Stream.empty())
        .collect(Collectors.joining(","));
  }

  private static Entry touching(LogEntry e, Conversation conversation) {
    Integer group = groupOf(conversation);
    Integer to = peer(e, conversation);
    long conv = e.conversation();
    return switch (e.kind()) {
      case EDIT ->
          new Edited(
              conv,
              e.seq(),
              e.ts(),
              e.sender(),
              e.senderName(),
              e.cmid(),
              e.target(),
              e.body(),
              group,
              to);
      case RECALL ->
          new Recalled(
              conv, e.seq(), e.ts(), e.sender(), e.senderName(), e.cmid(), e.target(), group, to);
      case REACTION ->
          new Reacted(
              conv,
              e.seq(),
              e.ts(),
              e.sender(),
              e.senderName(),
              e.cmid(),
              e.target(),
              e.body().substring(1),
              e.body().startsWith("+"),
              group,
              to);
      case TEXT, GONE, MEMBER -> throw new IllegalArgumentException(e.kind() + " touches nothing");
    };
  }

  private static @Nullable Integer groupOf(Conversation conversation) {
    return conversation instanceof Conversation.Group of ? of.group() : null;
  }

  private static @Nullable Integer peer(LogEntry e, Conversation conversation) {
    return conversation instanceof Conversation.Direct direct ? direct.peerOf(e.sender()) : null;
  }

  private static Entry memberChanged(LogEntry e, Conversation conversation) {
    String[] words = e.body().split(" ", 2);
    Optional<Change> change = Change.of(words[0]);
    if (change.isEmpty()) {
      return text(e, conversation, true); // the word of a newer version
    }
    return new MemberChanged(
        e.conversation(),
        e.seq(),
        e.ts(),
        e.sender(),
        e.senderName(),
        e.cmid(),
        change.get(),
        e.subject(),
        e.subjectName(),
        groupOf(conversation),
        peer(e, conversation),
        words.length == 2 ? words[1] : null);
  }
}
