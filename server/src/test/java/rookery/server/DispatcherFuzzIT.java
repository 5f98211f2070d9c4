package rookery.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rookery.protocol.AccountMessages.LoggedIn;
import rookery.protocol.AccountMessages.Pong;
import rookery.protocol.AccountMessages.Registered;
import rookery.protocol.ErrorCode;
import rookery.protocol.ProtocolException;
import rookery.protocol.Result;
import rookery.protocol.ServerMessage;
import rookery.protocol.codec.Classic;
import rookery.protocol.codec.Frame;
import rookery.protocol.codec.Version2;
import rookery.server.db.Database;
import rookery.server.db.DatabaseSettings;
import rookery.server.fuzz.Fuzz;
import rookery.server.fuzz.Mutations;
import rookery.server.limit.LimitSettings;
import rookery.server.log.EntryMeter;
import rookery.server.redis.RedisTimes;
import rookery.server.session.DeafConnection;

/// Every handler of a whole node on H2, behind connections in memory: whatever is said to it, it
/// answers with what is named, never with 500, and goes on.
final class DispatcherFuzzIT {
  private static final int ROUNDS = 3_000;

  @TempDir private static Path folder;
  private static Database database;
  private static Node node;

  private final Classic classic = new Classic(Clock.system(ZoneOffset.UTC), 1_000);
  private final List<byte[]> messages = Fuzz.corpus("messages.txt", false);

  @BeforeAll
  static void start() {
    database = Database.open(new DatabaseSettings(folder.resolve("record").toString()));
    node =
        new Node(
            database,
            "",
            RedisTimes.DEFAULT,
            new Classic(Clock.system(ZoneOffset.UTC), 1_000),
            Clock.systemUTC(),
            EntryMeter.NONE,
            LimitSettings.NONE,
            false);
    node.start();
  }

  @AfterAll
  static void stop() {
    node.close();
    database.close();
  }

  @Test
  void everyAnswerOfVersion2IsANamedOne() throws InterruptedException {
    Line ann = person("ann");
    Line bob = person("bob");
    ann.say("{\"msgid\":6,\"friendid\":" + bob.user + "}");
    bob.say("{\"msgid\":23,\"cmid\":\"f\",\"friendid\":" + ann.user + "}");
    ann.say("{\"msgid\":7,\"cmid\":\"g\",\"groupname\":\"crows\",\"groupdesc\":\"\"}");
    bob.say("{\"msgid\":8,\"cmid\":\"j\",\"groupid\":1}");
    Line stranger = new Line(true);
    Line[] lines = {ann, bob, stranger};
    Fuzz.run(
        messages,
        random -> Mutations.message(messages, random),
        ROUNDS,
        (input, random) -> lines[random.nextInt(lines.length)].take(input));
    for (Line line : lines) {
      line.expectPong();
    }
  }

  @Test
  void classicFormIsNeverToldOfAFailure() throws InterruptedException {
    Line li = new Line(false);
    li.say("{\"msgid\":3,\"name\":\"li\",\"password\":\"123\"}");
    li.login = "{\"msgid\":1,\"id\":" + li.user + ",\"password\":\"123\"}";
    Line stranger = new Line(false);
    Line[] lines = {li, stranger};
    List<byte[]> corpus = new ArrayList<>();
    for (byte[] message : messages) { // what says version 2 would end the form
      if (!new String(message, StandardCharsets.UTF_8).contains("\"v\":")) {
        corpus.add(message);
      }
    }
    Fuzz.run(
        corpus,
        random -> Mutations.message(corpus, random),
        ROUNDS / 3,
        (input, random) -> lines[random.nextInt(lines.length)].take(input));
    for (Line line : lines) {
      line.say("{\"msgid\":12,\"v\":2}");
      line.expectPong();
    }
  }

  private Line person(String name) {
    Line line = new Line(true);
    String who = "\"name\":\"" + name + "\",\"password\":\"password\"}";
    line.say("{\"msgid\":3," + who);
    line.login = "{\"msgid\":1,\"device\":\"d\"," + who;
    line.signIn();
    assertThat(line.session()).as(name + " is signed in").isPresent();
    return line;
  }

  /// A connection in memory; looks at all that it is sent.
  private final class Line extends DeafConnection {
    private final BlockingQueue<Pong> pongs = new LinkedBlockingQueue<>();
    private final Queue<String> bad = new ConcurrentLinkedQueue<>();
    private volatile boolean version2;
    private volatile int user;
    private String login = ""; // once more after each logout

    Line(boolean version2) {
      this.version2 = version2;
    }

    /// As the reader of a connection does.
    void take(byte[] input) {
      signIn();
      receive(input);
    }

    void signIn() {
      if (session().isEmpty() && !login.isEmpty()) {
        receive(login.getBytes(StandardCharsets.UTF_8));
      }
    }

    private void receive(byte[] input) {
      try {
        boolean _ = node.dispatcher().received(this, new String(input, StandardCharsets.UTF_8));
      } catch (ProtocolException e) {
        node.dispatcher().malformed(this, e);
      }
      assertThat(bad).isEmpty();
    }

    void say(String text) {
      take(text.getBytes(StandardCharsets.UTF_8));
    }

    void expectPong() throws InterruptedException {
      pongs.clear();
      say("{\"msgid\":12,\"v\":2}");
      assertThat(pongs.poll(10, TimeUnit.SECONDS)).as("a pong").isNotNull();
      assertThat(bad).isEmpty();
    }

    @Override
    public void send(Frame frame) {
      ServerMessage message = frame.message();
      if (version2) {
        String text = new String(frame.version2(), StandardCharsets.UTF_8);
        try {
          Version2.fromServer(text);
        } catch (ProtocolException _) {
          bad.add("cannot be read: " + text);
        }
      } else {
        frame.classic(classic).stream()
            .filter(object -> object.length >= 1_024)
            .forEach(object -> bad.add("too long: " + new String(object, StandardCharsets.UTF_8)));
      }
      int code =
          switch (message) {
            case Result result -> result.code();
            case LoggedIn ack -> ack.code();
            case Registered ack -> ack.code();
            default -> ErrorCode.OK;
          };
      if (code == ErrorCode.INTERNAL || message.toString().contains("its log has the cause")) {
        bad.add(message.toString());
      }
      if (message instanceof Registered ack && ack.id() != null) {
        user = ack.id();
      }
      if (message instanceof Pong pong) {
        pongs.add(pong);
      }
    }

    @Override
    public boolean version2() {
      return version2;
    }

    @Override
    public void speakVersion2() {
      version2 = true;
    }
  }
}
