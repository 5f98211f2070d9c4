package rookery.server.dispatch;

import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import rookery.protocol.ErrorCode;
import rookery.protocol.Reply;
import rookery.server.log.Command;
import rookery.server.log.Lanes;
import rookery.server.log.Outcome;
import rookery.server.log.Rule;
import rookery.server.session.Session;

/// The way of what a session sends into a conversation's log, and of the answer back. Waits while
/// too much of the session is under way. Thread-safe.
public final class Sender {
  /// What a command holds besides its text, roughly, in bytes.
  private static final int OVERHEAD = 200;

  private final Lanes lanes;

  public Sender(Lanes lanes) {
    this.lanes = lanes;
  }

  /// Where it goes, and as what.
  ///
  /// @param target the sequence that it touches; 0 for none
  /// @param chars of its text
  public record Parcel(long conversation, String cmid, long target, int chars) {
    /// A text, which touches no other.
    public static Parcel text(long conversation, String cmid, String text) {
      return new Parcel(conversation, cmid, 0, text.length());
    }
  }

  /// A text, or what touches one: keeps the order of the session's sends to a conversation, also
  /// through refusals.
  public void inOrder(
      Session session,
      Parcel parcel,
      Rule rule,
      Answer answer,
      Function<Outcome.Stored, ? extends @Nullable Reply> reply) {
    int blocked = session.sends().blockedBy(parcel.conversation, parcel.cmid);
    if (blocked != ErrorCode.OK) {
      session.sends().ended(parcel.conversation, parcel.cmid, blocked);
      answer.refused(
          later(new Outcome.Later(blocked, "An earlier message waits: it goes first.", 500)));
      return;
    }
    submit(session, parcel, rule, session, outcome -> tell(outcome, answer, reply));
  }

  /// A change of members, which is bound to no order.
  public void change(
      Session session,
      long conversation,
      String cmid,
      Rule rule,
      Answer answer,
      Function<Outcome.Stored, ? extends @Nullable Reply> reply) {
    submit(
        session,
        new Parcel(conversation, cmid, 0, 0),
        rule,
        null,
        outcome -> tell(outcome, answer, reply));
  }

  private void submit(
      Session session, Parcel parcel, Rule rule, @Nullable Session origin, Consumer<Outcome> done) {
    try {
      session.sends().enter();
    } catch (InterruptedException _) {
      Thread.currentThread()
          .interrupt(); // the connection is being closed: nobody waits for the answer
      return;
    }
    Consumer<Outcome> leaving =
        outcome -> {
          session.sends().leave();
          done.accept(outcome);
        };
    lanes.submit(
        new Command(
            parcel.conversation,
            session.user(),
            session.name(),
            parcel.cmid,
            parcel.target,
            rule,
            origin,
            OVERHEAD + 3 * parcel.chars,
            leaving));
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
