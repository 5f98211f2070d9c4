package rookery.tui;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import rookery.protocol.ClientMessage;
import rookery.protocol.ErrorCode;
import rookery.protocol.Result;
import rookery.tui.model.Effect;
import rookery.tui.model.Event;
import rookery.tui.model.NewText;
import rookery.tui.model.Outgoing;
import rookery.tui.model.Place;
import rookery.tui.model.Rules;
import rookery.tui.model.State;
import rookery.tui.model.Step;
import rookery.tui.net.Client;
import rookery.tui.net.ClientEvent;

/// One identity's state, kept in step with its server: what the client tells goes through the
/// rules, and what the rules want goes to the client.
///
/// Belongs to one thread, which brings it what the client tells; it never blocks.
public final class Chat implements AutoCloseable {
  private static final int CMID_BYTES = 9;

  private final Client client;
  private final InstantSource clock;
  private final Keeper keeper;
  private final Map<Long, Consumer<Result>> takers = new HashMap<>();
  private final List<ClientEvent.Answered> held = new ArrayList<>();
  private final String cmids = randomId();
  private int nextCmid = 1;
  private State state;

  /// Writes down what has changed, before anybody is told of it.
  public interface Keeper {
    /// Nothing is kept.
    Keeper NONE = (_, _) -> {};

    void keep(State before, State after);
  }

  /// @param client not started yet
  /// @param known what is known from before; what its outbox holds is sent
  public Chat(Client client, State known, InstantSource clock, Keeper keeper) {
    this.client = client;
    this.keeper = keeper;
    this.state = known.resting();
    this.clock = clock;
  }

  /// Characters that no other device of the user has drawn.
  public static String randomId() {
    byte[] bytes = new byte[CMID_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /// Begins; call once.
  public void start() {
    for (Outgoing text : state.outbox()) {
      if (text.pending()) {
        send(text.text());
      }
    }
    client.start();
  }

  /// What is known now.
  public State state() {
    return state;
  }

  /// Takes what the client told.
  public void take(ClientEvent told) {
    switch (told) {
      case ClientEvent.Connected in -> happens(new Event.SignedIn(in.id(), in.name()));
      case ClientEvent.Reconnecting wait ->
          happens(new Event.Lost(clock.millis() + wait.pause().toMillis(), wait.why()));
      case ClientEvent.Refused no -> happens(new Event.Refused(no.sentence(), no.token()));
      case ClientEvent.Came came -> happens(new Event.Came(came.message()));
      case ClientEvent.Answered answer -> {
        happens(new Event.Answered(answer.request(), answer.result()));
        held.add(answer);
      }
      case ClientEvent.Acked acked -> happens(new Event.Acked(acked.text(), acked.stored()));
      case ClientEvent.Rejected no -> happens(new Event.Rejected(no.text(), no.sentence()));
    }
    hand();
  }

  /// Hands on the answers whose consequences are known here: who is told that he made a group may
  /// leave it at once.
  private void hand() {
    List<ClientEvent.Answered> ready =
        held.stream().filter(answer -> !changesFollow(answer)).toList();
    held.removeAll(ready);
    for (ClientEvent.Answered answer : ready) {
      Consumer<Result> taker = takers.remove(answer.ticket());
      if (taker != null) {
        taker.accept(answer.result());
      }
    }
  }

  private boolean changesFollow(ClientEvent.Answered answer) {
    return answer.result().code() == ErrorCode.OK && Rules.rosterComes(state, answer.request());
  }

  /// Something else happened, such as that the user opened a conversation.
  public void happens(Event event) {
    Step step = Rules.apply(state, event);
    keeper.keep(state, step.state());
    state = step.state();
    for (Effect effect : step.effects()) {
      switch (effect) {
        case Effect.Ask ask -> {
          long _ = client.ask(ask.request());
        }
        case Effect.Tell tell -> client.tell(tell.message());
      }
    }
  }

  /// Writes a text to somebody; it is shown as pending until it is stored.
  public void write(Place to, String msg) {
    write(to, new NewText(msg));
  }

  /// The same for a text that may answer another, or name people.
  public void write(Place to, NewText said) {
    ClientMessage.Repeatable text = to.text(cmid(), said);
    happens(new Event.Queued(text, clock.millis()));
    send(text);
  }

  /// Asks the server something; the taker gets the answer on this thread, and where it changed the
  /// roster, when that is known here.
  public void ask(ClientMessage request, Consumer<Result> taker) {
    takers.put(client.ask(request), taker);
  }

  /// Tells the server what it does not answer; lost when there is no connection.
  public void tell(ClientMessage message) {
    client.tell(message);
  }

  /// Gives up a text that is not stored.
  public void discard(String cmid) {
    client.drop(cmid);
    happens(new Event.Discarded(cmid));
  }

  /// Does not wait any longer before the next try to connect.
  public void hurry() {
    client.hurry();
  }

  /// A new client message id.
  public String cmid() {
    return cmids + "-" + nextCmid++;
  }

  /// Sends what can still be sent, and ends.
  @Override
  public void close() {
    client.close();
  }

  private void send(ClientMessage.Repeatable text) {
    if (!client.send(text)) {
      happens(new Event.Rejected(text, "Too many texts wait to be sent."));
    }
  }
}
