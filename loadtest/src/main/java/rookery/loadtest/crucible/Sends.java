package rookery.loadtest.crucible;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import rookery.loadtest.crucible.Finding.Kind;

/// What became of each text that a device sent.
final class Sends {
  private final Map<Key, Sent> sent = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();

  private record Key(int sender, String cmid) {}

  private record Sent(String device, long number, Content content) {}

  static Sends of(List<History> devices) {
    Sends sends = new Sends();
    for (History device : devices) {
      for (Line line : device.lines()) {
        if (line.kind() == Line.Kind.SENT) {
          sends.sent.put(key(line.content()), new Sent(device.name(), line.seq(), line.content()));
        }
      }
      for (Line line : device.lines()) {
        sends.note(line);
      }
    }
    return sends;
  }

  private final Map<Key, Place> acked = new HashMap<>();
  private final Map<Key, Line> refused = new HashMap<>();

  private void note(Line line) {
    Key key = key(line.content());
    if (line.kind() == Line.Kind.REFUSED) {
      refused.put(key, line);
    } else if (line.kind() == Line.Kind.ACKED) {
      Place place = new Place(line.conv(), line.seq());
      Place before = acked.putIfAbsent(key, place);
      if (before != null && !before.equals(place)) {
        find(Kind.DUPLICATED, key + " was acked at " + before + " and at " + place);
      }
    }
  }

  List<Finding> judge(Log log) {
    Map<Key, Place> standing = new HashMap<>();
    log.conversations()
        .forEach((conv, entries) -> {
          inOrder(conv, entries);
          entries.forEach((seq, content) -> {
            if (content.isText()) {
              Place place = new Place(conv, seq);
              standing.putIfAbsent(key(content), place);
              known(place, content);
            }
          });
        });
    sent.keySet().forEach(key -> answered(key, standing.get(key)));
    return List.copyOf(findings);
  }

  private void answered(Key key, @Nullable Place stands) {
    Place promised = acked.get(key);
    Line no = refused.get(key);
    if (promised != null && stands == null) {
      find(Kind.LOST, key + " was acked at " + promised + " and is not in the log");
    } else if (promised != null && !promised.equals(stands)) {
      find(Kind.CHANGED, key + " was acked at " + promised + " and stands at " + stands);
    } else if (no != null) {
      find(Kind.UNANSWERED, key + " was refused for good with " + no.seq());
    } else if (promised == null) {
      find(Kind.UNANSWERED, key + " was never answered" + (stands == null ? "" : ", but stored"));
    }
  }

  private void known(Place place, Content content) {
    Sent source = sent.get(key(content));
    if (source == null) {
      find(Kind.UNEXPECTED, place + " was sent by nobody: " + content);
    } else if (!source.content.equals(content)) {
      find(Kind.UNEXPECTED, place + " is " + content + ", sent was " + source.content);
    }
  }

  /// The texts of one device stand in the order in which it sent them.
  private void inOrder(long conv, SortedMap<Long, Content> entries) {
    Map<String, Sent> last = new HashMap<>();
    entries.forEach((seq, content) -> {
      Sent source = sent.get(key(content));
      if (source != null) {
        Sent before = last.put(source.device, source);
        if (before != null && before.number > source.number) {
          find(
              Kind.REORDERED,
              new Place(conv, seq)
                  + " was sent before "
                  + before.content.cmid()
                  + ", which stands before it");
        }
      }
    });
  }

  private static Key key(Content content) {
    return new Key(content.sender(), content.cmid());
  }

  private void find(Kind kind, String sentence) {
    findings.add(new Finding(kind, sentence));
  }
}
