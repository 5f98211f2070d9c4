package rookery.server.log;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import rookery.server.session.Session;

/// Something that would enter a conversation's log.
///
/// @param cmid unique for the sender in the conversation
/// @param target the sequence of the entry that its rule wants to see; 0 for none
/// @param origin whose send it is; null for what is not bound to the order of a session
/// @param turn its place among the sends of that session
/// @param bytes roughly what it holds in memory
/// @param done told the outcome, once; must not block
public record Command(
    long conversation,
    int sender,
    String senderName,
    String cmid,
    long target,
    Rule rule,
    @Nullable Session origin,
    long turn,
    int bytes,
    Consumer<Outcome> done) {
  MessageStore.Key key() {
    return new MessageStore.Key(conversation, sender, cmid);
  }
}
