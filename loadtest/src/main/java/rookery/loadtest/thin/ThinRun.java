package rookery.loadtest.thin;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import rookery.loadtest.accounts.Account;
import rookery.loadtest.link.Address;
import rookery.loadtest.link.Caller;
import rookery.loadtest.process.Jdbc;
import rookery.loadtest.process.Service;
import rookery.protocol.GroupMessages.CreateGroup;
import rookery.protocol.GroupMessages.GroupStored;
import rookery.protocol.GroupMessages.JoinGroup;

/// Runs one scenario against one system and prints a line of JSON with its numbers.
///
/// @param doors where connections go, in turn
/// @param own the node's process, its database's and the record, where they are ours
/// @param warmUp is not counted: a virtual machine compiles what it runs meanwhile
/// @param perSecond messages of all together; 0: as fast as acks come
public record ThinRun(
    List<Address> doors,
    Own own,
    Wishes wishes,
    Duration warmUp,
    Duration lasting,
    double perSecond,
    PrintStream out) {
  private static final Duration CEILING = Duration.ofSeconds(3);

  public ThinRun {
    doors = List.copyOf(doors);
  }

  /// What of the measured system is ours.
  ///
  /// @param parts all of it that runs on this machine
  public record Own(Optional<Service> node, Optional<Jdbc> record, Parts parts) {}

  /// What some scenarios alone need.
  ///
  /// @param fall of a node
  /// @param first where clients are before that; empty where they come by the doors too
  /// @param friends of each user
  public record Wishes(Optional<Fall> fall, Optional<Address> first, int friends) {}

  /// @param accounts as many as there shall be connections
  /// @return 0, or 1 when something was lost or repeated
  public int run(Scenario scenario, List<Account> accounts)
      throws IOException, InterruptedException {
    Map<String, Object> numbers =
        switch (scenario) {
          case DIRECT -> direct(accounts);
          case GROUP -> group(accounts, 1);
          case HOT -> group(accounts, accounts.size());
          case IDLE -> Idle.measure(doors, pid(own.node), accounts, lasting);
          case RESUME -> Logins.measure(doors.getFirst(), accounts, Account::login, lasting, out);
          case LOGIN ->
              Logins.measure(doors.getFirst(), accounts, Account::passwordLogin, lasting, out);
          case FAILOVER ->
              Failover.measure(
                  doors.getFirst(),
                  wishes.first.orElse(doors.getFirst()),
                  wishes.fall.orElseThrow(() ->
                      new IllegalArgumentException(
                          "Name the node's process by --kill, --stop or --terminate PID.")),
                  accounts,
                  perSecond,
                  out);
          case PRESENCE -> Storm.measure(doors, own.parts, accounts, wishes.friends, out);
          case SYNC -> Missed.measure(doors.getFirst(), accounts, out);
          case START ->
              Startup.measure(
                  own.node.orElseThrow(
                      () -> new IllegalArgumentException("Only a node of its own can be started.")),
                  out);
        };
    numbers.put("scenario", scenario.word());
    numbers.put("connections", accounts.size());
    out.println(json(numbers));
    return zero(numbers, "lost") && zero(numbers, "repeated") && zero(numbers, "reordered") ? 0 : 1;
  }

  private static boolean zero(Map<String, Object> numbers, String name) {
    return !(numbers.get(name) instanceof Long count) || count == 0;
  }

  private Map<String, Object> direct(List<Account> accounts)
      throws IOException, InterruptedException {
    try (Crowd crowd = Crowd.signIn(doors, accounts)) {
      List<Sender> senders = new ArrayList<>();
      for (int i = 0; i + 1 < accounts.size(); i += 2) {
        senders.add(
            new Sender(
                crowd.peers().get(i), senders.size(), false, accounts.get(i + 1).id(), run()));
      }
      return load(crowd, senders, 1);
    }
  }

  private Map<String, Object> group(List<Account> accounts, int sending)
      throws IOException, InterruptedException {
    int group = makeGroup(accounts);
    try (Crowd crowd = Crowd.signIn(doors, accounts)) {
      List<Sender> senders = new ArrayList<>();
      for (int i = 0; i < sending; i++) {
        senders.add(new Sender(crowd.peers().get(i), i, true, group, run()));
      }
      return load(crowd, senders, accounts.size() - 1);
    }
  }

  private Map<String, Object> load(Crowd crowd, List<Sender> senders, int receivers)
      throws IOException, InterruptedException {
    Traffic traffic = new Traffic(senders, crowd.peers());
    crowd.listen(traffic);
    Load load = new Load(senders, traffic, receivers, own.parts, out);
    double ceiling = load.pingsPerSecond(CEILING);
    Optional<Double> store = Optional.empty();
    if (own.record.isPresent()) {
      store = Optional.of(StoreCeiling.measure(own.record.get(), CEILING));
    }
    Map<String, Object> numbers = load.run(perSecond, warmUp, lasting);
    numbers.put("ceiling_pings_per_second", Math.round(ceiling));
    store.ifPresent(rows -> numbers.put("ceiling_store_per_second", Math.round(rows)));
    numbers.put("rate", perSecond);
    numbers.put("warm_up_seconds", warmUp.toSeconds());
    numbers.put("closed_by_server", crowd.closed());
    return numbers;
  }

  private static OptionalLong pid(Optional<Service> process) {
    return process.isPresent() ? OptionalLong.of(process.get().pid()) : OptionalLong.empty();
  }

  private int makeGroup(List<Account> accounts) throws IOException, InterruptedException {
    int group = 0;
    for (Account account : accounts) {
      try (Caller caller = Caller.open(doors.getFirst())) {
        Object _ = caller.login(account.login());
        group =
            group == 0
                ? caller
                    .reply(new CreateGroup("c-" + run(), "load", ""), GroupStored.class)
                    .groupid()
                : caller.reply(new JoinGroup("j-" + run(), group), GroupStored.class).groupid();
      }
    }
    return group;
  }

  private static String run() {
    return Long.toString(System.nanoTime(), 36);
  }

  private static String json(Map<String, Object> numbers) {
    return new TreeMap<>(numbers)
        .entrySet().stream()
            .map(number ->
                "\""
                    + number.getKey()
                    + "\":"
                    + (number.getValue() instanceof String text
                        ? "\"" + text + "\""
                        : number.getValue()))
            .collect(Collectors.joining(",", "{", "}"));
  }
}
