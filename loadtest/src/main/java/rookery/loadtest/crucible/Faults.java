package rookery.loadtest.crucible;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import rookery.loadtest.process.Nodes.Node;
import rookery.loadtest.process.Service;

/// Does what the schedule says, to one thing at a time. Used by one thread.
final class Faults {
  private final List<Node> nodes;
  private final Optional<Service> database;
  private final Proxy proxy;
  private final List<Device> devices;

  Faults(List<Node> nodes, Optional<Service> database, Proxy proxy, List<Device> devices) {
    this.nodes = List.copyOf(nodes);
    this.database = database;
    this.proxy = proxy;
    this.devices = List.copyOf(devices);
  }

  /// Returns when the fault is over: everything runs, and nothing is spoilt any more.
  void commit(Schedule.Planned planned) throws InterruptedException {
    Duration lasting = planned.lasting();
    switch (planned.fault()) {
      case NODE_KILL -> killed(node(planned), lasting);
      case NODE_STOP -> stopped(node(planned), lasting);
      case NODE_RESTART -> {
        boolean _ = node(planned).terminate();
        node(planned).start();
      }
      case DB_KILL -> killed(database.orElseThrow(), lasting);
      case DB_STOP -> stopped(database.orElseThrow(), lasting);
      case CUT -> proxy.cut(planned.share());
      case DELAY -> spoil(() -> proxy.delay(planned.share(), delay(planned)), lasting);
      case STALL -> spoil(() -> proxy.stall(planned.share()), lasting);
      case SWALLOW -> spoil(() -> proxy.swallow(planned.share()), lasting);
      case CLIENT_KILL -> killClients(planned);
    }
  }

  private Service node(Schedule.Planned planned) {
    return nodes.get(planned.pick() % nodes.size()).service();
  }

  private static void killed(Service service, Duration lasting) throws InterruptedException {
    service.kill();
    Thread.sleep(lasting);
    service.start();
  }

  private static void stopped(Service service, Duration lasting) throws InterruptedException {
    service.freeze();
    try {
      Thread.sleep(lasting);
    } finally {
      service.thaw();
    }
  }

  private void spoil(Runnable how, Duration lasting) throws InterruptedException {
    how.run();
    Thread.sleep(lasting);
    proxy.heal();
  }

  private static Duration delay(Schedule.Planned planned) {
    return Duration.ofMillis(1 + planned.pick() % 120);
  }

  private void killClients(Schedule.Planned planned) {
    int victims = (int) Math.ceil(devices.size() * planned.share());
    Death[] deaths = Death.values();
    for (int i = 0; i < victims; i++) {
      Device victim = devices.get((planned.pick() + i) % devices.size());
      victim.kill(deaths[(planned.pick() / 7 + i) % deaths.length]);
    }
  }
}
