package rookery.loadtest.crucible;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import rookery.loadtest.crucible.Finding.Kind;
import rookery.protocol.RosterMessages.Presence;

/// Compares whom devices took for online with who was. A user is online while one of his devices is
/// signed in; who came or went within [#CONVERGES_WITHIN] before a look is not judged at it.
final class PresenceJudge {
  static final Duration CONVERGES_WITHIN = Duration.ofSeconds(10);

  private final List<History> devices;
  private final List<Finding> findings = new ArrayList<>();
  private int compared;

  private PresenceJudge(List<History> devices) {
    this.devices = devices;
  }

  /// @param devices what each device did
  /// @param looks when presence had to be true
  static List<Finding> judge(List<History> devices, List<History> looks) {
    PresenceJudge judge = new PresenceJudge(devices);
    looks.stream()
        .flatMap(history -> history.lines().stream())
        .filter(line -> line.kind() == Line.Kind.LOOK)
        .forEach(line -> judge.look(line.at()));
    judge.somethingWasCompared();
    return List.copyOf(judge.findings);
  }

  /// A run in which nobody was told of anybody proves nothing.
  private void somethingWasCompared() {
    if (compared == 0) {
      find("nobody's presence was compared in the whole run");
    }
  }

  /// A device at the moment of a look.
  ///
  /// @param since it is signed in, or away, in ms since the epoch
  /// @param friends whom it takes for online or offline; empty while it is away
  private record Standing(boolean here, long since, Map<Integer, Boolean> friends) {}

  private void look(long at) {
    Map<Integer, List<Standing>> users = new HashMap<>();
    Map<History, Standing> standings = new HashMap<>();
    for (History device : devices) {
      Standing standing = standing(device, at);
      standings.put(device, standing);
      users.computeIfAbsent(device.user(), _ -> new ArrayList<>()).add(standing);
    }
    Map<Integer, Boolean> truth = new TreeMap<>();
    users.forEach((user, own) -> {
      if (settled(own, at)) {
        truth.put(user, own.stream().anyMatch(Standing::here));
      }
    });
    standings.forEach((device, standing) -> {
      if (standing.here) {
        truth.forEach((user, online) -> compare(device, standing, user, online, at));
      }
    });
  }

  private void compare(History device, Standing standing, int user, boolean online, long at) {
    Boolean taken = standing.friends.get(user);
    if (taken == null) {
      return;
    }
    compared++;
    if (taken != online) {
      find(
          String.format(
              Locale.ROOT,
              "user %d was %s at %d and counted as %s (user %d, %s)",
              user,
              Presence.word(online),
              at,
              Presence.word(taken),
              device.user(),
              device.name()));
    }
  }

  private void find(String sentence) {
    findings.add(new Finding(Kind.WRONG_PRESENCE, sentence));
  }

  /// Whether a user is as he was for so long that all must know.
  private static boolean settled(List<Standing> own, long at) {
    long since = at - CONVERGES_WITHIN.toMillis();
    boolean here = own.stream().anyMatch(Standing::here);
    return here
        ? own.stream().anyMatch(standing -> standing.here && standing.since <= since)
        : own.stream().allMatch(standing -> standing.since <= since);
  }

  private static Standing standing(History device, long at) {
    boolean here = false;
    long since = 0;
    Map<Integer, Boolean> friends = new HashMap<>();
    for (Line line : device.lines()) {
      if (line.at() > at) {
        break;
      }
      switch (line.kind()) {
        case HERE, GONE -> {
          here = line.kind() == Line.Kind.HERE;
          since = line.at();
          friends.clear();
        }
        case FRIEND -> friends.put(line.content().sender(), line.seq() == 1);
        case SENT, ACKED, REFUSED, SHOWN, AGAIN, LOOK, WRONG, LATE, NOTE -> {
          // Says nothing of presence.
        }
      }
    }
    return new Standing(here, since, friends);
  }
}
