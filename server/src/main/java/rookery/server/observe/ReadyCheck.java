package rookery.server.observe;

import io.helidon.health.HealthCheck;
import io.helidon.health.HealthCheckResponse;
import io.helidon.health.HealthCheckType;
import java.util.function.BooleanSupplier;

/// Says whether the node may be sent clients, as far as one part of it can tell.
public final class ReadyCheck implements HealthCheck {
  private final String name;
  private final BooleanSupplier ready;

  public ReadyCheck(String name, BooleanSupplier ready) {
    this.name = name;
    this.ready = ready;
  }

  @Override
  public HealthCheckType type() {
    return HealthCheckType.READINESS;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.builder().status(ready.getAsBoolean()).build();
  }
}
