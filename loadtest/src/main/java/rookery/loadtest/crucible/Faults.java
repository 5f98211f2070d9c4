package rookery.loadtest.crucible;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import rookery.loadtest.process.Service;

/// Does what the schedule says, to one thing at a time. Used by one thread.
final class Faults {
  /// After SIGTERM.
  private static final Duration LEAVES_WITHIN = Duration.ofSeconds(10);

  private final World world;
  private final Proxy proxy;
  private final List<Device> devices;
  private final Notebook notebook;

  /// @param notebook told of what takes too long
  Faults(World world, Proxy proxy, List<Device> devices, Notebook notebook) {
    this.world = world;
    this.proxy = proxy;
    this.devices = List.copyOf(devices);
    this.notebook = notebook;
  }

  /// Returns when the fault is over: everything runs, and nothing is spoilt any more.
  void commit(Schedule.Planned planned) throws InterruptedException {
    Duration lasting = planned.lasting();
    switch (planned.fault()) {
      case NODE_KILL -> killed(world.node(planned.pick()), lasting);
      case NODE_STOP -> stopped(world.node(planned.pick()), lasting);
      case NODE_RESTART -> restarted(world.node(planned.pick()));
      case DB_KILL -> killed(world.database(), lasting);
      case DB_STOP -> stopped(world.database(), lasting);
      case REDIS_KILL -> killed(world.redis().service(), lasting);
      case REDIS_STALL -> {
        world.redis().command("CLIENT PAUSE " + lasting.toMillis() + " ALL");
        Thread.sleep(lasting);
      }
      case REDIS_FLUSH -> world.redis().command("FLUSHALL");
      case REDIS_HALF_OPEN -> spoil(world.wayToRedis(planned.pick()), way -> way.stall(1), lasting);
      case REDIS_CUT -> spoil(world.wayToRedis(planned.pick()), Proxy::bar, lasting);
      case DB_CUT -> spoil(world.wayToDatabase(planned.pick()), Proxy::bar, lasting);
      case DB_HALF_OPEN -> spoil(world.wayToDatabase(planned.pick()), way -> way.stall(1), lasting);
      case NODE_CUT -> cutOff(planned.pick(), lasting);
      case BALANCER_RELOAD -> world.balancer().reload();
      case CUT -> proxy.cut(planned.share());
      case DELAY -> spoil(proxy, way -> way.delay(planned.share(), delay(planned)), lasting);
      case STALL -> spoil(proxy, way -> way.stall(planned.share()), lasting);
      case SWALLOW -> spoil(proxy, way -> way.swallow(planned.share()), lasting);
      case CLIENT_KILL -> killClients(planned);
    }
  }

  private static void killed(Service service, Duration lasting) throws InterruptedException {
    service.kill();
    Thread.sleep(lasting);
    service.start();
  }

  private void restarted(Service node) throws InterruptedException {
    if (!node.terminate(LEAVES_WITHIN)) {
      notebook.late(node.name() + " did not end within " + LEAVES_WITHIN.toSeconds() + " s");
    }
    node.start();
  }

  private static void stopped(Service service, Duration lasting) throws InterruptedException {
    service.freeze();
    try {
      Thread.sleep(lasting);
    } finally {
      service.thaw();
    }
  }

  private static void spoil(Proxy way, Consumer<Proxy> how, Duration lasting)
      throws InterruptedException {
    how.accept(way);
    Thread.sleep(lasting);
    way.heal();
  }

  private void cutOff(int pick, Duration lasting) throws InterruptedException {
    world.wayToRedis(pick).bar();
    spoil(world.wayToDatabase(pick), Proxy::bar, lasting);
    world.wayToRedis(pick).heal();
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
