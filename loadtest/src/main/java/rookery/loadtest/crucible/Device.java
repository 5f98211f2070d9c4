package rookery.loadtest.crucible;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import rookery.loadtest.link.Link;

/// A client with its outbox and cursors, through all its connections and deaths. [#run()] is its
/// one thread; the other methods may be called by any.
final class Device implements Runnable {
  final Seat seat;
  final Outbox outbox = new Outbox();
  final Cursors cursors;
  final Friends friends;
  final Notebook notebook;
  final Tally tally;
  final Pace pace;
  private final Entrance entrance;
  private final RandomGenerator random;
  private final AtomicReference<@Nullable Death> death = new AtomicReference<>();
  private volatile Stage stage = Stage.WRITING;
  private volatile State state = State.AWAY;
  private volatile int waiting;
  private volatile String token;
  private volatile boolean absent;
  private volatile long movedNanos = System.nanoTime();
  private volatile long lostNanos = movedNanos;
  private volatile long inStepNanos = movedNanos;

  /// What is asked of it.
  enum Stage {
    /// Send, receive.
    WRITING,
    /// Write nothing new; get everything acked.
    FINISHING,
    /// Sync once more, then keep what is.
    COMPARING,
    OVER
  }

  /// How far it is.
  enum State {
    AWAY,
    /// Signed in, something is missing yet.
    BEHIND,
    IN_STEP,
    /// In step, by a sync that it began after it was told to compare.
    COMPARED
  }

  /// How it connects.
  interface Entrance {
    Link open() throws IOException;
  }

  Device(
      Seat seat,
      Entrance entrance,
      Pace pace,
      RandomGenerator random,
      Notebook notebook,
      Tally tally) {
    this.seat = seat;
    this.entrance = entrance;
    this.pace = pace;
    this.random = random;
    this.notebook = notebook;
    this.tally = tally;
    this.token = seat.token();
    this.cursors = new Cursors(notebook);
    this.friends = new Friends(seat, notebook);
  }

  Stage stage() {
    return stage;
  }

  void stage(Stage next) {
    stage = next;
  }

  State state() {
    return state;
  }

  void state(State now) {
    if (state == State.BEHIND) {
      inStepNanos = System.nanoTime();
    }
    state = now;
  }

  /// When it last came in step, as [System#nanoTime()] tells.
  long inStepNanos() {
    return inStepNanos;
  }

  /// When its last connection ended, as [System#nanoTime()] tells.
  long lostNanos() {
    return lostNanos;
  }

  String token() {
    return token;
  }

  void token(String renewed) {
    token = renewed;
  }

  /// Texts that are not acked yet.
  int waiting() {
    return waiting;
  }

  void waiting(int texts) {
    waiting = texts;
  }

  /// Whether it is to stay away.
  boolean absent() {
    return absent;
  }

  void leave(boolean away) {
    absent = away;
  }

  /// When it last signed in or lost its connection, as [System#nanoTime()] tells.
  long movedNanos() {
    return movedNanos;
  }

  /// It signed in.
  void here() {
    movedNanos = System.nanoTime();
    tally.connected.increment();
    state = State.BEHIND;
    notebook.here();
  }

  /// Lets it die as soon as it is as the kind of death wants it.
  void kill(Death how) {
    death.set(how);
  }

  /// The death that it is to die next; null for none.
  @Nullable Death death() {
    return stage == Stage.WRITING ? death.get() : null;
  }

  @Override
  public void run() {
    int failures = 0;
    try (notebook) {
      while (stage != Stage.OVER) {
        Duration wait = jitter(failures);
        try {
          boolean wasLive = connection();
          failures = wasLive ? 0 : failures + 1;
        } catch (Bye bye) {
          failures = 0;
          wait = bye.wait;
        } catch (IOException e) {
          notebook.note("away: " + e.getMessage());
          failures++;
        } catch (DiedException e) {
          die(e);
        }
        connectionLost();
        Thread.sleep(wait);
        while (absent && stage != Stage.OVER) {
          Thread.sleep(Timers.FIRST_WAIT);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void connectionLost() {
    outbox.connectionLost();
    cursors.connectionLost();
    friends.connectionLost();
    if (state != State.AWAY) {
      movedNanos = System.nanoTime();
      lostNanos = movedNanos;
      notebook.gone();
    }
    state = State.AWAY;
  }

  private void die(DiedException e) {
    notebook.note("killed " + death.get());
    death.set(null);
    cursors.died(e.forgetting());
  }

  private boolean connection() throws IOException, InterruptedException, DiedException {
    try (Link link = entrance.open()) {
      Session session = new Session(this, link);
      try {
        session.run();
      } catch (DiedException e) {
        link.abort();
        throw e;
      } catch (Absence e) {
        if (seat.user() % 2 == 0) {
          link.abort();
        }
        throw e;
      }
      return session.live();
    }
  }

  private Duration jitter(int failures) {
    long most = Timers.FIRST_WAIT.toMillis() << Math.min(failures, 5);
    return Duration.ofMillis(random.nextLong(Math.min(most, Timers.LONGEST_WAIT.toMillis()) + 1));
  }

  /// It is told to stay away.
  static final class Absence extends IOException {
    private static final long serialVersionUID = 1L;

    Absence() {
      super("for a while");
    }
  }

  /// The server said goodbye.
  static final class Bye extends IOException {
    private static final long serialVersionUID = 1L;
    private final Duration wait;

    Bye(int retryMs) {
      super("goodbye");
      wait = Duration.ofMillis(retryMs);
    }
  }
}
