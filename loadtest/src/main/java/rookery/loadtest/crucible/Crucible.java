package rookery.loadtest.crucible;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import rookery.loadtest.link.Address;
import rookery.loadtest.link.Link;

/// One run: starts everything, lets the clients write while faults come, waits until all is quiet,
/// reads back, judges.
final class Crucible {
  private static final Duration QUIET_WITHIN = Duration.ofSeconds(90);

  /// Longer than any promise: how late somebody is, is worth knowing.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final long LOOK_MS = 20;

  private final Options options;
  private final Progress progress;
  private final Tally tally = new Tally();

  Crucible(Options options, PrintStream out) throws IOException {
    this.options = options;
    this.progress = new Progress(out, options.folder().resolve("events.txt"), tally);
  }

  /// @return what is wrong; empty when nothing is
  List<Finding> run() throws IOException, InterruptedException {
    Path folder = options.folder();
    try (progress;
        World world = new World(options)) {
      world.start();
      Cast cast =
          Cast.assemble(world.entrance(), options.users(), options.groups(), random("cast"));
      try (Proxy proxy = new Proxy()) {
        devices(cast, world, proxy);
      }
      progress.say("a node is killed once more, and the log read back");
      new Readback(world.afterAKill(), folder).read(cast.users());
    }
    return Judge.judge(folder);
  }

  private void devices(Cast cast, World world, Proxy proxy)
      throws IOException, InterruptedException {
    List<Device.Entrance> entrances = entrances(world, proxy);
    List<Device> devices = new ArrayList<>();
    for (Seat seat : cast.seats()) {
      Notebook notebook =
          new Notebook(History.deviceFile(options.folder(), seat.user(), seat.name()), tally);
      Pace pace = new Pace(random("pace " + seat.name()), seat, options.perSecond());
      RandomGenerator jitter = random("jitter " + seat.name());
      Device.Entrance entrance = entrances.get(devices.size() % entrances.size());
      devices.add(new Device(seat, entrance, pace, jitter, notebook, tally));
    }
    progress.watch(devices, options.lasting());
    List<Thread> threads =
        devices.stream()
            .map(device -> Thread.ofVirtual().name(device.seat.name()).start(device))
            .toList();
    Absences absences = new Absences(random("absences"), devices);
    try (Notebook looks = new Notebook(History.looksFile(options.folder()), tally)) {
      Calm calm = new Calm(devices, looks, progress);
      breakThings(new Faults(world, proxy, devices, looks), devices, absences, calm, looks);
      proxy.heal();
      calm.look();
      absences.end();
      progress.say("no more faults; waiting until all is acked and in step");
      quiet(devices);
    } finally {
      devices.forEach(device -> device.stage(Device.Stage.OVER));
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  /// Every second device comes by WebSocket.
  private static List<Device.Entrance> entrances(World world, Proxy proxy) {
    Address tcp = proxy.way(world::entrance);
    Address web = proxy.way(world::webEntrance);
    return List.of(
        () -> Link.open(tcp, Timers.CONNECT_WITHIN),
        () -> Link.openWebSocket(web, Timers.CONNECT_WITHIN));
  }

  private void breakThings(
      Faults faults, List<Device> devices, Absences absences, Calm calm, Notebook notebook)
      throws InterruptedException {
    Schedule schedule = new Schedule(random("faults"), options.faults(), options.longestStop());
    long until = System.nanoTime() + options.lasting().toNanos();
    while (System.nanoTime() < until) {
      Schedule.Planned planned = schedule.next();
      Thread.sleep(planned.calm());
      progress.begins(planned);
      boolean wereInStep =
          all(devices, Device.State.IN_STEP)
              && devices.stream().allMatch(device -> device.death() == null);
      long began = System.nanoTime();
      absences.change();
      faults.commit(planned);
      long over = System.nanoTime();
      if (planned.patient()) {
        boolean inStep = reached(devices, Device.State.IN_STEP, PATIENCE);
        progress.ends(planned, Duration.ofNanos(System.nanoTime() - over), inStep);
        if (!inStep) {
          notebook.late("not all were in step within " + PATIENCE.toSeconds() + " s");
        } else if (wereInStep) {
          Punctuality.judge(planned.fault(), options.nodes() > 1, began, over, returns(devices))
              .ifPresent(notebook::late);
        }
      } else {
        progress.ends(planned);
      }
      calm.lookWhenDue();
    }
  }

  /// First everything is acked, then everybody is in step with what that made.
  private void quiet(List<Device> devices) throws InterruptedException {
    devices.forEach(device -> device.stage(Device.Stage.FINISHING));
    long until = System.nanoTime() + QUIET_WITHIN.toNanos();
    while (devices.stream().anyMatch(device -> device.waiting() > 0) && System.nanoTime() < until) {
      Thread.sleep(LOOK_MS);
    }
    devices.forEach(device -> device.stage(Device.Stage.COMPARING));
    if (!reached(devices, Device.State.COMPARED, QUIET_WITHIN)) {
      progress.say("not all devices came in step");
    }
  }

  private static List<Punctuality.Return> returns(List<Device> devices) {
    return devices.stream()
        .filter(device -> !device.absent())
        .map(device -> new Punctuality.Return(device.lostNanos(), device.inStepNanos()))
        .toList();
  }

  private static boolean all(List<Device> devices, Device.State wanted) {
    return devices.stream()
        .allMatch(device -> device.absent() || device.state().compareTo(wanted) >= 0);
  }

  private static boolean reached(List<Device> devices, Device.State wanted, Duration within)
      throws InterruptedException {
    long until = System.nanoTime() + within.toNanos();
    while (!all(devices, wanted)) {
      if (System.nanoTime() > until) {
        return false;
      }
      Thread.sleep(LOOK_MS);
    }
    return true;
  }

  /// A generator of its own for each purpose, so that one drawing more does not change another.
  private RandomGenerator random(String purpose) {
    return RandomGeneratorFactory.of("L64X128MixRandom")
        .create(options.seed() * 31 + purpose.hashCode());
  }
}
