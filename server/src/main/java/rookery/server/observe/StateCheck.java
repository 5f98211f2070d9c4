package rookery.server.observe;

import io.helidon.health.HealthCheck;
import io.helidon.health.HealthCheckResponse;
import io.helidon.health.HealthCheckType;
import java.util.Map;
import java.util.function.Supplier;

/// Tells the state of a part of the node that it can do without: always up, with details.
public final class StateCheck implements HealthCheck {
  private final String name;
  private final Supplier<Map<String, Object>> details;

  public StateCheck(String name, Supplier<Map<String, Object>> details) {
    this.name = name;
    this.details = details;
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
    HealthCheckResponse.Builder response = HealthCheckResponse.builder().status(true);
    details.get().forEach(response::detail);
    return response.build();
  }
}
