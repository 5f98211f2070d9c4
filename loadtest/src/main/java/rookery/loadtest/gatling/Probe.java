package rookery.loadtest.gatling;

import io.gatling.commons.stats.Status;
import io.gatling.commons.util.Clock;
import io.gatling.core.action.Action;
import io.gatling.core.stats.StatsEngine;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.javaapi.core.ActionBuilder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.Entry;
import rookery.protocol.Result;
import rookery.protocol.ServerMessage;
import rookery.protocol.SyncMessages.BacklogPage;
import scala.Option;
import scala.collection.immutable.List;
import scala.collection.immutable.Nil$;

/// Sees everything that a server pushes and logs it with the time since it was sent, as no step of
/// a scenario can: a push answers nothing. It learns Gatling's clock and log when its scenario is
/// built.
final class Probe implements ActionBuilder {
  private final String scenario;
  private final Ledger ledger;
  private @Nullable StatsEngine stats;
  private @Nullable Clock clock;

  Probe(String scenario, Ledger ledger) {
    this.scenario = scenario;
    this.ledger = ledger;
  }

  /// A step that does nothing.
  @Override
  public io.gatling.core.action.builder.ActionBuilder asScala() {
    return new io.gatling.core.action.builder.ActionBuilder() {
      @Override
      public Action build(ScenarioContext context, Action next) {
        stats = context.coreComponents().statsEngine();
        clock = context.coreComponents().clock();
        return next;
      }
    };
  }

  /// Whatever a server sent; on any thread.
  void take(ServerMessage message) {
    if (message instanceof DirectPosted posted) {
      Letter.parse(posted.msg()).ifPresent(letter -> pushed(posted, letter));
    } else if (message instanceof Result result && result.data() instanceof BacklogPage page) {
      page.entries().forEach(entry -> found(entry, result.rid()));
    }
  }

  private void pushed(DirectPosted posted, Letter letter) {
    if (ledger.pushed(posted, letter.nanos())) {
      log("push", letter.millis(), true, "");
    }
  }

  private void found(Entry entry, @Nullable Long rid) {
    if (entry instanceof DirectPosted posted && Ledger.isAsking(posted.to(), rid)) {
      ledger.found(posted);
    }
  }

  long nowMillis() {
    return Objects.requireNonNull(clock).nowMillis();
  }

  /// @param sent by Gatling's clock
  void log(String request, long sent, boolean well, String why) {
    Objects.requireNonNull(stats)
        .logResponse(
            scenario,
            noGroups(),
            request,
            sent,
            nowMillis(),
            Status.apply(well ? "OK" : "KO"),
            Option.empty(),
            well ? Option.empty() : Option.apply(why));
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // an empty list is one of anything
  private static List<String> noGroups() {
    return (List) Nil$.MODULE$;
  }
}
