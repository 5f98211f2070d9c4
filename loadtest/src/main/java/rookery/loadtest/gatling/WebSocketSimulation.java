package rookery.loadtest.gatling;

import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.listFeeder;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.substring;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.ws;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import rookery.protocol.AccountMessages.Ping;
import rookery.protocol.ClientMessage;
import rookery.protocol.ProtocolException;
import rookery.protocol.codec.Version2;

/// One-to-one messages over WebSocket. The probe sees every frame as it comes, awaited or not.
public final class WebSocketSimulation extends Simulation {
  private static final int ANSWER_SECONDS = 10;
  private static final String NAME = "WebSocket";

  private final Ledger ledger = new Ledger();
  private final Settings settings = Settings.fromProperties();
  private final Probe probe = new Probe(NAME, ledger);
  private final Course course = new Course(settings, probe, ledger, "w");

  public WebSocketSimulation() {
    HttpProtocolBuilder server =
        http.wsBaseUrl("ws://" + settings.http()).wsAutoReplyTextFrame(this::see);
    ScenarioBuilder users =
        scenario(NAME)
            .feed(listFeeder(course.feed()).queue())
            .exec(probe)
            .exec(ws("connect").connect("/ws"))
            .exec(ask("hello", "pong", _ -> new Ping()))
            .exec(ask("resume", "login", Course::login))
            .exec(
                course.write(
                    ask("send", "ack", Course::message), ask("ask", "missed", course::question)))
            .exec(ws("close").close());
    setUp(users.injectOpen(rampUsers(settings.users()).during(course.ramp())))
        .protocols(server)
        .maxDuration(course.longest())
        .assertions(
            global().failedRequests().count().is(0L),
            details("all delivered").successfulRequests().count().is((long) settings.users()));
  }

  @Override
  public void after() {
    Results.write(settings.results(), NAME, ledger.outcome(settings.lasting().toMillis() / 1e3));
  }

  /// Sends a request and awaits the answer with its request id.
  private static ChainBuilder ask(
      String request, String answer, Function<Session, ClientMessage> message) {
    return exec(
        ws(request)
            .sendText(session -> Version2.write(message.apply(session), session.getLong("rid")))
            .await(ANSWER_SECONDS)
            .on(
                ws.checkTextMessage(answer)
                    .matching(substring("\"rid\":#{rid},"))
                    .check(
                        answer.equals("pong") ? substring("\"ts\":") : substring("\"code\":0"))));
  }

  /// @return null: nothing is replied to
  private @Nullable String see(String frame) {
    try {
      probe.take(Version2.fromServer(frame));
    } catch (ProtocolException _) {
      // Not ours to judge here: whoever waits for it will miss it.
    }
    return null;
  }
}
