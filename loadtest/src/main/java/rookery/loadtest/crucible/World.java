package rookery.loadtest.crucible;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rookery.loadtest.link.Address;
import rookery.loadtest.process.Balancer;
import rookery.loadtest.process.MariaDb;
import rookery.loadtest.process.Nodes;
import rookery.loadtest.process.Nodes.Node;
import rookery.loadtest.process.Redis;
import rookery.loadtest.process.Service;

/// The processes of a run, and in a cluster each node's own ways to the database and to Redis. Used
/// by one thread.
final class World implements AutoCloseable {
  private final List<Node> nodes = new ArrayList<>();
  private final List<Proxy> waysToDatabase = new ArrayList<>();
  private final List<Proxy> waysToRedis = new ArrayList<>();
  private final Optional<MariaDb.Database> database;
  private final Optional<Redis> redis;
  private final Optional<Balancer> balancer;

  /// Makes them all; none runs yet.
  World(Options options) throws IOException, InterruptedException {
    Path folder = options.folder();
    database = options.mariaDb() ? Optional.of(MariaDb.create(folder)) : Optional.empty();
    if (options.nodes() == 1) {
      redis = Optional.empty();
      balancer = Optional.empty();
      Nodes.Store store = database.map(MariaDb.Database::store).orElse(Nodes.Store.H2);
      nodes.add(Nodes.node("node-1", folder, store));
      return;
    }
    Redis meeting = Redis.create(folder);
    Address record = database.orElseThrow().address();
    for (int i = 1; i <= options.nodes(); i++) {
      Proxy toDatabase = new Proxy();
      Proxy toRedis = new Proxy();
      waysToDatabase.add(toDatabase);
      waysToRedis.add(toRedis);
      nodes.add(
          Nodes.node(
              "node-" + i,
              folder,
              MariaDb.storeAt(toDatabase.way(() -> record))
                  .meetingAt(toRedis.way(meeting::address))));
    }
    redis = Optional.of(meeting);
    balancer = Optional.of(Balancer.create(folder, nodes));
  }

  /// Starts them; returns when all of it serves.
  void start() throws InterruptedException {
    for (Service service : services()) {
      service.start();
    }
  }

  private List<Service> services() {
    List<Service> services = new ArrayList<>();
    database.ifPresent(made -> services.add(made.service()));
    redis.ifPresent(made -> services.add(made.service()));
    nodes.forEach(node -> services.add(node.service()));
    balancer.ifPresent(made -> services.add(made.service()));
    return services;
  }

  /// Where clients come in.
  Address entrance() {
    return balancer.map(Balancer::tcp).orElse(nodes.getFirst().tcp());
  }

  /// Where clients come in by WebSocket.
  Address webEntrance() {
    return balancer.map(Balancer::http).orElse(nodes.getFirst().http());
  }

  Service node(int pick) {
    return nodes.get(pick % nodes.size()).service();
  }

  Service database() {
    return database.orElseThrow().service();
  }

  Redis redis() {
    return redis.orElseThrow();
  }

  Service balancer() {
    return balancer.orElseThrow().service();
  }

  /// A node's way to the database, in a cluster.
  Proxy wayToDatabase(int pick) {
    return waysToDatabase.get(pick % waysToDatabase.size());
  }

  /// A node's way to Redis, in a cluster.
  Proxy wayToRedis(int pick) {
    return waysToRedis.get(pick % waysToRedis.size());
  }

  /// Kills the first node; in a cluster it stays dead.
  ///
  /// @return where the log is to be read: what is only in that node's memory is not there
  Address afterAKill() throws InterruptedException {
    nodes.getFirst().service().kill();
    if (nodes.size() == 1) {
      nodes.getFirst().service().start();
    }
    return nodes.getLast().tcp();
  }

  /// Kills all that runs.
  @Override
  public void close() {
    services().reversed().forEach(Service::close);
    waysToDatabase.forEach(Proxy::close);
    waysToRedis.forEach(Proxy::close);
  }
}
