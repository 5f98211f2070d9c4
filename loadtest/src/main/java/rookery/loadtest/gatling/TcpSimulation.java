package rookery.loadtest.gatling;

import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.listFeeder;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import rookery.protocol.AccountMessages.Ping;

/// One-to-one messages over TCP, which Gatling has no protocol for: [TcpSteps] is ours.
public final class TcpSimulation extends Simulation {
  private static final String NAME = "TCP";

  private final Ledger ledger = new Ledger();
  private final Settings settings = Settings.fromProperties();
  private final Course course = new Course(settings, new Probe(NAME, ledger), ledger, "t");

  public TcpSimulation() {
    TcpSteps tcp = new TcpSteps(settings.tcp(), course.probe);
    ScenarioBuilder users =
        scenario(NAME)
            .feed(listFeeder(course.feed()).queue())
            .exec(course.probe)
            .exec(tcp.connect("connect"))
            .exec(tcp.ask("pong", _ -> new Ping()))
            .exec(tcp.ask("login", Course::login))
            .exec(
                course.write(
                    exec(tcp.ask("ack", Course::message)),
                    exec(tcp.ask("missed", course::question))))
            .exec(tcp.close());
    setUp(users.injectOpen(rampUsers(settings.users()).during(course.ramp())))
        .maxDuration(course.longest())
        .assertions(
            global().failedRequests().count().is(0L),
            details("all delivered").successfulRequests().count().is((long) settings.users()));
  }

  @Override
  public void after() {
    Results.write(settings.results(), NAME, ledger.outcome(settings.lasting().toMillis() / 1e3));
  }
}
