package rookery.server.log;

import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import rookery.server.session.Session;

/// Something that would enter a conversation's log.
///
/// @param cmid unique for the sender in the conversation
/// @param rule may he, and what becomes of it; a pure function of the members, called under the
///   conversation's lock on the lane's thread
/// @param origin whose send it is; null for what is not bound to the order of a session
/// @param bytes roughly what it holds in memory
/// @param done told the outcome, once; must not block
public record Command(
    long conversation,
    int sender,
    String senderName,
    String cmid,
    Function<Members, Decision> rule,
    @Nullable Session origin,
    int bytes,
    Consumer<Outcome> done) {
  MessageStore.Key key() {
    return new MessageStore.Key(conversation, sender, cmid);
  }
}
