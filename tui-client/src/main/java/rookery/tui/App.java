package rookery.tui;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import rookery.tui.cache.Account;
import rookery.tui.cache.Accounts;
import rookery.tui.command.Action;
import rookery.tui.command.Commands;
import rookery.tui.model.State;
import rookery.tui.net.Address;
import rookery.tui.net.Client;
import rookery.tui.net.ClientEvent;
import rookery.tui.net.Credentials;
import rookery.tui.net.Timers;
import rookery.tui.term.ChatScreen;
import rookery.tui.term.Input;
import rookery.tui.term.WidthProbe;
import rookery.tui.view.View;

/// The client on a screen: one thread, and one bounded queue for keys, the network and new sizes.
///
/// All that waits in the queue is taken before the screen is drawn again, so that a burst costs one
/// picture. When the queue is full, whoever fills it waits: keys in the kernel, the server in TCP.
final class App {
  private static final int QUEUE = 1_024;
  private static final int BEFORE_DRAWING = 256;
  private static final Duration ANSWERS_WITHIN = Duration.ofMillis(300);

  private final Address address;
  private final Disk disk;
  private final ChatScreen screen;
  private final Job job;
  private final InstantSource clock;
  private final View view;
  private final WidthProbe probe = new WidthProbe();
  private final BlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(QUEUE);
  private @Nullable Chat chat;
  private String device = "";
  private boolean done;

  /// What the shell can do with the program.
  interface Job {
    /// Gives the terminal back, stops, and takes it again when continued.
    void suspend() throws IOException;
  }

  /// @param name whom to sign in; empty for who was here last
  App(
      Address address,
      String name,
      Accounts accounts,
      ChatScreen screen,
      Job job,
      InstantSource clock) {
    this.address = address;
    this.disk = new Disk(accounts);
    this.screen = screen;
    this.job = job;
    this.clock = clock;
    Optional<Account> account = disk.find(name);
    String known = account.map(Account::name).orElse(name);
    var commands = new Commands(() -> chat == null ? "" : chat.cmid());
    this.view = new View(address.toString(), known, commands, clock, ZoneId.systemDefault());
    account.filter(found -> !found.token().isEmpty()).ifPresent(this::resume);
  }

  /// Takes what the terminal has to say; waits while too much is under way. Any thread.
  void typed(Input input) {
    put(() -> take(input));
  }

  /// Runs until the user has enough.
  void run() throws IOException, InterruptedException {
    try {
      draw();
      probe.ask(screen);
      while (!done) {
        Runnable next = next();
        List<Runnable> more = new ArrayList<>();
        if (next != null) {
          more.add(next);
          queue.drainTo(more, BEFORE_DRAWING);
        }
        more.forEach(Runnable::run);
        draw();
      }
      awaitAnswers();
    } finally {
      end();
    }
  }

  /// What the terminal still answers would be read by the shell as typed.
  private void awaitAnswers() throws InterruptedException {
    long until = System.nanoTime() + ANSWERS_WITHIN.toNanos();
    while (probe.waiting()) {
      Runnable next = queue.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        return;
      }
      next.run();
    }
  }

  private @Nullable Runnable next() throws InterruptedException {
    OptionalLong change = view.nextChange(state());
    return change.isPresent()
        ? queue.poll(change.getAsLong(), TimeUnit.MILLISECONDS)
        : queue.take();
  }

  private void draw() throws IOException {
    view.draw(screen, state());
    screen.refresh();
  }

  private State state() {
    return chat == null ? State.INITIAL : chat.state();
  }

  private void put(Runnable happening) {
    try {
      queue.put(happening);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void take(Input input) {
    switch (input) {
      case Input.Resize(var size) -> screen.resize(size);
      case Input.Report report -> probe.take(report).ifPresent(screen::use);
      case Input.EndOfInput _ -> done = true;
      default -> perform(view.input(input, state()));
    }
  }

  private void perform(List<Action> actions) {
    actions.forEach(this::perform);
  }

  private void perform(Action action) {
    switch (action) {
      case Action.Quit _ -> done = true;
      case Action.Repaint _ -> screen.invalidate();
      case Action.Suspend _ -> suspend();
      case Action.Show(String title, List<String> lines) -> view.show(title, lines);
      case Action.Prompt prompt -> view.ask(prompt);
      case Action.Append append -> append(append);
      case Action.SignIn signIn -> signIn(signIn);
      default -> {
        if (chat != null) {
          perform(action, chat);
        }
      }
    }
  }

  private void perform(Action action, Chat own) {
    switch (action) {
      case Action.Ask ask -> own.ask(ask.request(), result -> perform(ask.then().apply(result)));
      case Action.Tell tell -> own.tell(tell.message());
      case Action.Write(var to, var text) -> own.write(to, text);
      case Action.Discard(String cmid) -> own.discard(cmid);
      case Action.Happen(var event) -> own.happens(event);
      case Action.Hurry _ -> own.hurry();
      case Action.Forget _ -> disk.forget(own.state().name());
      case Action.Quit _,
          Action.Repaint _,
          Action.Suspend _,
          Action.Show _,
          Action.Prompt _,
          Action.Append _,
          Action.SignIn _ ->
          throw new IllegalArgumentException("not for a chat: " + action);
    }
  }

  private void append(Action.Append wanted) {
    try {
      wanted.file().append(wanted.part());
    } catch (IOException e) {
      perform(Action.fail(wanted.file().trouble(e)));
      return;
    }
    perform(wanted.then().get());
  }

  /// Goes on where the account was left.
  private void resume(Account account) {
    disk.open(account.name())
        .ifPresent(
            known -> begin(account.device(), new Credentials.ByToken(account.token()), known));
  }

  /// Who was here before is the same device again, with what it knew; but not in two windows at
  /// once.
  private void signIn(Action.SignIn wanted) {
    end();
    Optional<Account> account = wanted.register() ? Optional.empty() : disk.find(wanted.name());
    Optional<State> known = account.flatMap(found -> disk.open(found.name()));
    begin(
        known.isPresent() ? account.map(Account::device).orElse("") : Chat.randomId(),
        new Credentials.ByPassword(wanted.name(), wanted.password(), wanted.register()),
        known.orElse(State.INITIAL));
  }

  private void begin(String newDevice, Credentials credentials, State known) {
    device = newDevice;
    var holder =
        new Object() {
          @Nullable Chat own;
        };
    var client =
        new Client(
            address,
            Timers.STANDARD,
            newDevice,
            credentials,
            told -> put(() -> take(told, holder.own)));
    holder.own = new Chat(client, known, clock, disk::keep);
    chat = holder.own;
    holder.own.start();
  }

  private void end() {
    if (chat != null) {
      chat.close();
      chat = null;
    }
    disk.close();
  }

  /// What an earlier chat still has to say is of no interest.
  private void take(ClientEvent told, @Nullable Chat from) {
    if (chat == null || from != chat) {
      return;
    }
    chat.take(told);
    switch (told) {
      case ClientEvent.Connected in when in.token() != null ->
          disk.signedIn(new Account(in.name(), device, in.token()), chat.state());
      case ClientEvent.Refused no when no.token() -> disk.forgetToken(chat.state().name());
      default -> {
        // The chat has taken it.
      }
    }
    String trouble = disk.takeTrouble();
    if (!trouble.isEmpty()) {
      perform(Action.fail(trouble));
    }
  }

  private void suspend() {
    try {
      job.suspend();
      screen.invalidate();
    } catch (IOException _) {
      done = true;
    }
  }
}
