package rookery.server.dispatch;

import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import rookery.protocol.ErrorCode;
import rookery.protocol.Reply;
import rookery.server.log.Command;
import rookery.server.log.Decision;
import rookery.server.log.Lanes;
import rookery.server.log.Members;
import rookery.server.log.Outcome;
import rookery.server.session.Session;

/// The way of what a session sends into a conversation's log, and of the answer back. Thread-safe.
public final class Sender {
  /// What a command holds besides its text, roughly, in bytes.
  private static final int OVERHEAD = 200;

  private final Lanes lanes;

  public Sender(Lanes lanes) {
    this.lanes = lanes;
  }

  /// A text: keeps the order of the session's sends, also through refusals. Waits while too many
  /// are under way.
  public void text(
      Session session,
      long conversation,
      String cmid,
      String text,
      Function<Members, Decision> rule,
      Answer answer,
      Function<Outcome.Stored, Reply> reply) {
    int blocked = session.sends().blockedBy(conversation, cmid);
    if (blocked != ErrorCode.OK) {
      answer.refused(
          later(new Outcome.Later(blocked, "An earlier message waits: it goes first.", 500)));
      return;
    }
    try {
      session.sends().enter();
    } catch (InterruptedException _) {
      Thread.currentThread()
          .interrupt(); // the connection is being closed: nobody waits for the answer
      return;
    }
    Consumer<Outcome> done =
        outcome -> {
          session.sends().leave();
          tell(outcome, answer, reply);
        };
    lanes.submit(
        new Command(
            conversation,
            session.user(),
            session.name(),
            cmid,
            rule,
            session,
            OVERHEAD + 3 * text.length(),
            done));
  }

  /// A change of members, which is bound to no order.
  public void change(
      Session session,
      long conversation,
      String cmid,
      Function<Members, Decision> rule,
      Answer answer,
      Function<Outcome.Stored, @Nullable Reply> reply) {
    lanes.submit(
        new Command(
            conversation,
            session.user(),
            session.name(),
            cmid,
            rule,
            null,
            OVERHEAD,
            outcome -> tell(outcome, answer, reply)));
  }

  private static void tell(
      Outcome outcome, Answer answer, Function<Outcome.Stored, ? extends @Nullable Reply> reply) {
    switch (outcome) {
      case Outcome.Stored stored -> answer.done(reply.apply(stored));
      case Outcome.Refused(int code, String text) ->
          answer.refused(new RefusedException(code, text));
      case Outcome.Later later -> answer.refused(later(later));
    }
  }

  private static RefusedException later(Outcome.Later later) {
    return new RefusedException(later.code(), later.text(), later.retryMs());
  }
}
