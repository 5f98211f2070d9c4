package rookery.server.dispatch;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import rookery.protocol.ErrorCode;
import rookery.protocol.Reply;
import rookery.server.log.Command;
import rookery.server.log.Lanes;
import rookery.server.log.Outcome;
import rookery.server.log.Rule;
import rookery.server.log.StoreException;
import rookery.server.session.SendWindow;
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
  /// @param rule decides under the conversation's lock
  public record Parcel(long conversation, long target, int chars, Rule rule) {
    /// A text, which touches no other.
    public static Parcel text(long conversation, String text, Rule rule) {
      return new Parcel(conversation, 0, text.length(), rule);
    }
  }

  /// A text, or what touches one: keeps the order of the session's sends to a conversation, also
  /// through refusals.
  ///
  /// @param lookUp finds out where it goes; called once, here. What it throws keeps the order too
  public void inOrder(
      Session session,
      String cmid,
      Supplier<Parcel> lookUp,
      Answer answer,
      Function<Outcome.Stored, ? extends @Nullable Reply> reply) {
    SendWindow window = session.sends();
    long turn = window.nextTurn();
    Parcel parcel;
    try {
      parcel = lookUp.get();
    } catch (RefusedException e) {
      window.ended(SendWindow.UNKNOWN, cmid, turn, e.code());
      throw e;
    } catch (StoreException.Unavailable | StoreException.Retry _) {
      window.ended(SendWindow.UNKNOWN, cmid, turn, ErrorCode.TRY_AGAIN);
      answer.refused(RefusedException.tryAgain());
      return;
    }
    int blocked = window.begin(parcel.conversation, cmid, turn);
    if (blocked != ErrorCode.OK) {
      answer.refused(later(new Outcome.Later(blocked, "An earlier message waits: it goes first.")));
      return;
    }
    submit(session, cmid, parcel, session, turn, outcome -> tell(outcome, answer, reply));
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
        cmid,
        new Parcel(conversation, 0, 0, rule),
        null,
        0,
        outcome -> tell(outcome, answer, reply));
  }

  private void submit(
      Session session,
      String cmid,
      Parcel parcel,
      @Nullable Session origin,
      long turn,
      Consumer<Outcome> done) {
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
            cmid,
            parcel.target,
            parcel.rule,
            origin,
            turn,
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
