package rookery.tui.net;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import rookery.protocol.ChatMessages.SendDirect;
import rookery.protocol.ChatMessages.SendGroup;
import rookery.protocol.ClientMessage;
import rookery.protocol.ErrorCode;
import rookery.protocol.Result;

/// Texts that the server has not acked, oldest first, and which of them may go out now.
///
/// Several texts of a conversation may be under way. When one is refused with 429 or 503, nothing
/// more of that conversation goes out until all that were under way are answered and the server's
/// time is over; then they go again from the oldest, so their order holds. Knows no threads and no
/// clock; times are those of `System.nanoTime`.
final class Outbox {
  /// Texts that wait; more are not taken.
  static final int MAX_TEXTS = 1_000;

  /// Half of what the server lets be under way, so that its bound is never met.
  private static final int MAX_UNDER_WAY = 32;

  /// How long to wait where the server did not say.
  private static final long PAUSE_NANOS = 1_000_000_000;

  private final Map<String, Item> items = new LinkedHashMap<>();
  private final Map<Lane, Pause> pauses = new HashMap<>();
  private int underWay;

  /// Where a text goes: its order matters only there.
  private record Lane(boolean group, int id) {}

  private record Pause(long until) {}

  private static final class Item {
    private final ClientMessage.Repeatable text;
    private final Lane lane;
    private boolean underWay;

    Item(ClientMessage.Repeatable text) {
      this.text = text;
      this.lane = lane(text);
    }
  }

  /// Takes a text.
  ///
  /// @return false when there is no room
  /// @throws IllegalArgumentException for a request that is no text
  boolean add(ClientMessage.Repeatable text) {
    if (items.size() >= MAX_TEXTS) {
      return false;
    }
    items.putIfAbsent(text.cmid(), new Item(text));
    return true;
  }

  /// What may go out now, in this order; counts as under way from here on.
  List<ClientMessage.Repeatable> due(long now) {
    List<ClientMessage.Repeatable> due = new ArrayList<>();
    for (Item item : items.values()) {
      if (underWay >= MAX_UNDER_WAY) {
        break;
      }
      if (!item.underWay && open(item.lane, now)) {
        item.underWay = true;
        underWay++;
        due.add(item.text);
      }
    }
    return due;
  }

  /// When a pause ends that keeps a text from going out; empty when none does.
  OptionalLong nextDue(long now) {
    return items.values().stream()
        .filter(item -> !item.underWay)
        .map(item -> pauses.get(item.lane))
        .filter(pause -> pause != null && pause.until - now > 0)
        .mapToLong(pause -> pause.until - now)
        .min();
  }

  /// Takes the answer to a text under way.
  ///
  /// @return the text, when this settles it; null when it stays, or is not ours
  ClientMessage.@Nullable Repeatable answered(String cmid, Result result, long now) {
    Item item = items.get(cmid);
    if (item == null || !item.underWay) {
      return null;
    }
    item.underWay = false;
    underWay--;
    if (ErrorCode.mayBeRepeated(result.code())) {
      Integer retryMs = result.retryMs();
      long until = now + (retryMs == null ? PAUSE_NANOS : retryMs * 1_000_000L);
      Pause before = pauses.get(item.lane);
      if (before == null || before.until - until < 0) {
        pauses.put(item.lane, new Pause(until));
      }
      return null;
    }
    items.remove(cmid);
    return item.text;
  }

  /// Forgets a text.
  ///
  /// @return it, when it was there
  ClientMessage.@Nullable Repeatable remove(String cmid) {
    Item item = items.remove(cmid);
    if (item == null) {
      return null;
    }
    if (item.underWay) {
      underWay--;
    }
    return item.text;
  }

  /// The connection is gone: all that was under way goes again on the next one.
  void disconnected() {
    items.values().forEach(item -> item.underWay = false);
    underWay = 0;
    pauses.clear();
  }

  int size() {
    return items.size();
  }

  private boolean open(Lane lane, long now) {
    Pause pause = pauses.get(lane);
    if (pause == null) {
      return true;
    }
    boolean allAnswered =
        items.values().stream().noneMatch(item -> item.underWay && item.lane.equals(lane));
    if (pause.until - now > 0 || !allAnswered) {
      return false;
    }
    pauses.remove(lane);
    return true;
  }

  private static Lane lane(ClientMessage.Repeatable text) {
    return switch (text) {
      case SendDirect direct -> new Lane(false, direct.to());
      case SendGroup group -> new Lane(true, group.groupid());
      default -> throw new IllegalArgumentException("no text: " + text);
    };
  }
}
