package rookery.tui.demo;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import rookery.protocol.ClientMessage;
import rookery.protocol.Entry;
import rookery.protocol.ErrorCode;
import rookery.protocol.Result;
import rookery.tui.Chat;
import rookery.tui.model.Conversation;
import rookery.tui.model.Link;
import rookery.tui.model.Place;
import rookery.tui.model.State;
import rookery.tui.net.Address;
import rookery.tui.net.Client;
import rookery.tui.net.ClientEvent;
import rookery.tui.net.Credentials;
import rookery.tui.net.Timers;

/// A user without a screen: a chat on a thread of its own, for stories and for bots.
final class Person implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int QUEUE = 1_000;

  private final String device;
  private final Chat chat;
  private final BlockingQueue<Consumer<Chat>> queue = new ArrayBlockingQueue<>(QUEUE);
  private final Thread thread;
  private final Object changed = new Object();
  private final BiConsumer<Person, Entry> onEntry;
  private volatile State state;
  private volatile @Nullable String token;

  /// Whose device comes back, and with what it knew.
  record Left(String device, String token, State known) {}

  private Person(
      Address address,
      String device,
      Credentials credentials,
      State known,
      BiConsumer<Person, Entry> onEntry) {
    this.device = device;
    this.state = known.resting();
    this.onEntry = onEntry;
    var client = new Client(address, Timers.STANDARD, device, credentials, this::told);
    this.chat = new Chat(client, known, InstantSource.system(), Chat.Keeper.NONE);
    this.thread = Thread.ofVirtual().name("person").unstarted(this::run);
  }

  /// Registers somebody and waits until he is in.
  ///
  /// @param onEntry gets each new entry, on the person's thread
  static Person register(
      Address address, String name, String password, BiConsumer<Person, Entry> onEntry)
      throws DemoException, InterruptedException {
    var credentials = new Credentials.ByPassword(name, password, true);
    return new Person(address, Chat.randomId(), credentials, State.INITIAL, onEntry).begin();
  }

  /// Comes back as one who left, and waits until he is in.
  static Person comeBack(Address address, Left left, BiConsumer<Person, Entry> onEntry)
      throws DemoException, InterruptedException {
    var credentials = new Credentials.ByToken(left.token());
    return new Person(address, left.device(), credentials, left.known(), onEntry).begin();
  }

  /// What he knows now.
  State state() {
    return state;
  }

  int id() {
    return state.me();
  }

  /// Writes to somebody; returns at once.
  void write(Place to, String text) throws InterruptedException {
    queue.put(own -> own.write(to, text));
  }

  /// Writes to a user, from the person's own thread.
  void writeBack(int user, String text) {
    chat.write(new Place.Person(user), text);
  }

  /// Asks the server something and waits for its answer.
  ///
  /// @throws DemoException when it is refused
  Result ask(ClientMessage request) throws DemoException, InterruptedException {
    BlockingQueue<Result> box = new ArrayBlockingQueue<>(1);
    queue.put(own -> own.ask(request, box::add));
    Result result = box.poll(PATIENCE.toSeconds() * 2, TimeUnit.SECONDS);
    if (result == null || result.code() != ErrorCode.OK) {
      String why = result == null ? "no answer came" : result.code() + " " + result.errmsg();
      throw new DemoException(state.name() + " asked in vain: " + why);
    }
    return result;
  }

  String cmid() throws InterruptedException {
    BlockingQueue<String> box = new ArrayBlockingQueue<>(1);
    queue.put(own -> box.add(own.cmid()));
    return box.take();
  }

  /// Waits until what he knows is so.
  ///
  /// @param what completes "… did not see"
  State await(String what, Predicate<State> so) throws DemoException, InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    synchronized (changed) {
      while (!so.test(state)) {
        long left = until - System.nanoTime();
        if (left <= 0) {
          throw new DemoException(state.name() + " did not see " + what + ".");
        }
        changed.wait(left / 1_000_000 + 1);
      }
      return state;
    }
  }

  /// Leaves; what is needed to come back.
  Left leave() throws DemoException {
    close();
    String held = token;
    if (held == null) {
      throw new DemoException(state.name() + " got no token to come back with.");
    }
    return new Left(device, held, state);
  }

  @Override
  public void close() {
    chat.close();
    thread.interrupt();
  }

  private Person begin() throws DemoException, InterruptedException {
    thread.start();
    chat.start();
    await("the server", now -> now.asked().synced() || now.link() instanceof Link.Refused);
    if (state.link() instanceof Link.Refused(String sentence, boolean _)) {
      close();
      throw new DemoException("A login was refused: " + sentence);
    }
    return this;
  }

  private void told(ClientEvent event) {
    try {
      if (event instanceof ClientEvent.Connected in && in.token() != null) {
        token = in.token();
      }
      queue.put(own -> own.take(event));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (true) {
        queue.take().accept(chat);
        State before = state;
        synchronized (changed) {
          state = chat.state();
          changed.notifyAll();
        }
        newEntries(before, state).forEach(entry -> onEntry.accept(this, entry));
      }
    } catch (InterruptedException _) {
      // close() was called.
    }
  }

  private static List<Entry> newEntries(State before, State after) {
    List<Entry> fresh = new ArrayList<>();
    for (Conversation now : after.conversations().values()) {
      Conversation then = before.conversations().get(now.id());
      if (then == null || then.log() != now.log()) {
        long from = then == null ? now.log().first() - 1 : then.log().cursor();
        now.log().entries().stream().filter(entry -> entry.seq() > from).forEach(fresh::add);
      }
    }
    return fresh;
  }
}
