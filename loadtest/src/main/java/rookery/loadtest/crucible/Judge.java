package rookery.loadtest.crucible;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import rookery.loadtest.crucible.Finding.Kind;

/// Compares what the devices did with the log that was read back. Looks at nothing but histories,
/// so that kept ones can be judged again.
final class Judge {
  private final List<History> devices;
  private final List<History> readings;
  private final Log log;
  private final List<Finding> findings = new ArrayList<>();

  private Judge(List<History> devices, List<History> readings) {
    this.devices = devices;
    this.readings = readings;
    this.log = Log.of(readings);
  }

  /// Judges all that a run left.
  ///
  /// @return what is wrong; empty when nothing is
  static List<Finding> judge(Path folder) {
    List<History> devices = History.ofDevices(folder);
    List<Finding> findings = new ArrayList<>(judge(devices, History.ofLogs(folder)));
    List<History> looks = History.ofLooks(folder);
    findings.addAll(PresenceJudge.judge(devices, looks));
    findings.addAll(noted(looks));
    return findings;
  }

  /// What was seen to be wrong while it happened.
  private static List<Finding> noted(List<History> histories) {
    List<Finding> found = new ArrayList<>();
    for (History history : histories) {
      for (Line line : history.lines()) {
        if (line.kind() == Line.Kind.WRONG || line.kind() == Line.Kind.LATE) {
          Kind kind = line.kind() == Line.Kind.LATE ? Kind.LATE : Kind.UNEXPECTED;
          found.add(new Finding(kind, line.content().text() + " " + of(history)));
        }
      }
    }
    return found;
  }

  /// @param devices what each device did
  /// @param readings what fresh devices of the members read back in the end
  /// @return what is wrong; empty when nothing is
  static List<Finding> judge(List<History> devices, List<History> readings) {
    Judge judge = new Judge(devices, readings);
    judge.somethingWasSent();
    judge.onePlaceOneContent();
    judge.log.conversations().forEach(judge::logItself);
    Sends sends = Sends.of(devices);
    judge.findings.addAll(sends.judge(judge.log));
    judge.readings.forEach(reading -> judge.complete(reading, "reading " + reading.name()));
    judge.devices.forEach(device -> {
      judge.shownInOrder(device);
      judge.complete(device, "device " + device.name());
    });
    judge.findings.addAll(noted(devices));
    return judge.findings;
  }

  /// A run in which nobody wrote proves nothing.
  private void somethingWasSent() {
    if (devices.stream()
        .flatMap(device -> device.lines().stream())
        .noneMatch(line -> line.kind() == Line.Kind.ACKED)) {
      find(Kind.UNANSWERED, "nothing was acked in the whole run");
    }
  }

  private void onePlaceOneContent() {
    Map<Place, Content> first = new HashMap<>();
    Set<Place> told = new HashSet<>();
    List<History> all = new ArrayList<>(readings);
    all.addAll(devices);
    for (History history : all) {
      for (Line line : history.lines()) {
        if (!placed(line)) {
          continue;
        }
        Place place = new Place(line.conv(), line.seq());
        Content known = first.putIfAbsent(place, line.content());
        if (known != null && !known.equals(line.content()) && told.add(place)) {
          find(
              Kind.CHANGED, place + " was " + known + " and " + line.content() + " " + of(history));
        }
      }
    }
  }

  private static boolean placed(Line line) {
    return switch (line.kind()) {
      case ACKED, SHOWN, AGAIN -> true;
      case SENT, REFUSED, HERE, GONE, FRIEND, LOOK, WRONG, LATE, NOTE -> false;
    };
  }

  private void logItself(long conv, SortedMap<Long, Content> entries) {
    long expected = 1;
    Map<String, Long> cmids = new HashMap<>();
    Map<String, Long> texts = new HashMap<>();
    for (Map.Entry<Long, Content> entry : entries.entrySet()) {
      long seq = entry.getKey();
      Content content = entry.getValue();
      for (; expected < seq; expected++) {
        find(Kind.LOST, new Place(conv, expected) + " is a hole in the log");
      }
      expected = seq + 1;
      Long before = cmids.putIfAbsent(content.sender() + " " + content.cmid(), seq);
      Long same = content.isText() ? texts.putIfAbsent(content.text(), seq) : null;
      if (before != null || same != null) {
        find(
            Kind.DUPLICATED, new Place(conv, seq) + " repeats " + (before == null ? same : before));
      }
    }
  }

  private void shownInOrder(History device) {
    Map<Long, Long> last = new HashMap<>();
    Set<Place> shown = new HashSet<>();
    for (Line line : device.lines()) {
      if (line.kind() != Line.Kind.SHOWN) {
        continue;
      }
      Place place = new Place(line.conv(), line.seq());
      if (!shown.add(place)) {
        find(Kind.DUPLICATED, place + " was shown twice " + of(device));
      } else if (last.getOrDefault(line.conv(), 0L) > line.seq()) {
        find(Kind.REORDERED, place + " was shown after a later one " + of(device));
      }
      last.merge(line.conv(), line.seq(), Math::max);
    }
  }

  private void complete(History history, String how) {
    Set<Place> has = new HashSet<>();
    for (Line line : history.lines()) {
      Place place = new Place(line.conv(), line.seq());
      if (line.kind() == Line.Kind.SHOWN && has.add(place)) {
        if (!log.holds(place)) {
          find(Kind.UNEXPECTED, place + " is not in the log " + of(history));
        } else if (!log.visible(history.user(), place)) {
          find(Kind.UNEXPECTED, place + " is not for him " + of(history));
        }
      }
    }
    log.conversations()
        .forEach((conv, entries) ->
            entries.keySet().stream()
                .map(seq -> new Place(conv, seq))
                .filter(place -> log.visible(history.user(), place) && !has.contains(place))
                .forEach(
                    place -> find(Kind.LOST, place + " is missing in " + how + " " + of(history))));
  }

  private static String of(History history) {
    return "(user " + history.user() + ", " + history.name() + ")";
  }

  private void find(Kind kind, String sentence) {
    findings.add(new Finding(kind, sentence));
  }
}
