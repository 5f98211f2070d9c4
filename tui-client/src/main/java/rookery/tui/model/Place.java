package rookery.tui.model;

import org.jspecify.annotations.Nullable;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.GroupPosted;
import rookery.protocol.ChatMessages.SendDirect;
import rookery.protocol.ChatMessages.SendGroup;
import rookery.protocol.ClientMessage;
import rookery.protocol.Entry;
import rookery.protocol.GroupMessages.MemberChanged;
import rookery.protocol.TouchMessages.Touching;

/// Whom one talks to, also before there is a conversation.
public sealed interface Place {
  /// A user.
  record Person(int id) implements Place {}

  /// A group.
  record Group(int id) implements Place {}

  /// Where an entry belongs, as seen by `me`.
  static Place of(Entry entry, int me) {
    return switch (entry) {
      case DirectPosted text -> new Person(text.sender() == me ? text.to() : text.sender());
      case GroupPosted text -> new Group(text.groupid());
      case MemberChanged change -> of(change, change.groupid(), change.to(), me);
      case Touching touching -> of(touching, touching.groupid(), touching.to(), me);
    };
  }

  private static Place of(Entry entry, @Nullable Integer group, @Nullable Integer to, int me) {
    return group != null
        ? new Group(group)
        : new Person(entry.sender() == me && to != null ? to : entry.sender());
  }

  /// Where a text on its way out goes.
  ///
  /// @throws IllegalArgumentException for a request that is no text
  static Place of(ClientMessage.Repeatable text) {
    return switch (text) {
      case SendDirect direct -> new Person(direct.to());
      case SendGroup group -> new Group(group.groupid());
      default -> throw new IllegalArgumentException("no text: " + text);
    };
  }

  /// The request that sends a text here.
  default ClientMessage.Repeatable text(String cmid, NewText text) {
    return switch (this) {
      case Person(int id) -> new SendDirect(cmid, id, text.msg(), text.reply());
      case Group(int id) -> new SendGroup(cmid, id, text.msg(), text.reply(), text.mentions());
    };
  }
}
