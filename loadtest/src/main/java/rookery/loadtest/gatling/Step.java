package rookery.loadtest.gatling;

import com.typesafe.scalalogging.Logger;
import com.typesafe.scalalogging.StrictLogging;
import io.gatling.core.action.Action;
import io.gatling.javaapi.core.Session;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// A step of a scenario that takes its time without a thread, logged with how long it took.
@SuppressWarnings("NullAway") // what Scala's logging needs is set by it before anybody asks
final class Step implements Action {
  private final String name;
  private final Probe probe;
  private final BiConsumer<Session, BiConsumer<Session, String>> body;
  private final Action next;
  private @Nullable Logger logger;

  Step(
      String name,
      Probe probe,
      BiConsumer<Session, BiConsumer<Session, String>> body,
      Action next) {
    this.name = name;
    this.probe = probe;
    this.body = body;
    this.next = next;
    Action.$init$(this);
    StrictLogging.$init$(this);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void execute(io.gatling.core.session.Session session) {
    long began = probe.nowMillis();
    body.accept(
        new Session(session),
        (now, why) -> {
          boolean well = why.isEmpty();
          probe.log(name, began, well, why);
          Session after = well ? now : now.markAsFailed();
          next.$bang(after.asScala());
        });
  }

  @Override
  public Logger logger() {
    return logger;
  }

  @Override
  public void com$typesafe$scalalogging$StrictLogging$_setter_$logger_$eq(Logger given) {
    logger = given;
  }
}
