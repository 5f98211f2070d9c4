package rookery.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rookery.protocol.ErrorCode;

/// A client that repeats what was refused, in any order, before a reader and two lanes that refuse
/// at random: the texts of each conversation are stored in the order in which they were first sent.
final class SendWindowPropertyTest {
  private static final int CONVERSATIONS = 2;
  private static final int TEXTS = 60;
  private static final int STEPS = 20_000;

  private final int[] written = new int[CONVERSATIONS];
  private final SendWindow window = new SendWindow();
  private final List<List<Integer>> outbox = new ArrayList<>();
  private final List<Deque<Try>> lanes = new ArrayList<>();
  private final List<List<Integer>> stored = new ArrayList<>();
  private final List<List<Integer>> underWay = new ArrayList<>();

  private record Try(int text, long turn, boolean told) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void textsOfAConversationKeepTheirOrder(long seed) {
    Random random = new Random(seed);
    for (int c = 0; c < CONVERSATIONS; c++) {
      outbox.add(new ArrayList<>());
      lanes.add(new ArrayDeque<>());
      stored.add(new ArrayList<>());
      underWay.add(new ArrayList<>());
      for (int text = 0; text < TEXTS; text++) {
        outbox.get(c).add(text);
      }
    }
    for (int step = 0;
        step < STEPS && stored.stream().anyMatch(log -> log.size() < TEXTS);
        step++) {
      int c = random.nextInt(CONVERSATIONS);
      boolean troubled = step < STEPS / 2;
      switch (random.nextInt(3)) {
        case 0 -> send(c, random, troubled && random.nextInt(4) == 0);
        case 1 -> decide(c);
        default -> giveUp(c, troubled ? random.nextInt(3) : 0);
      }
    }
    assertThat(stored).allSatisfy(log -> assertThat(log).hasSize(TEXTS).isSorted());
  }

  /// The client repeats some text that was refused, or sends its next; the reader looks up where it
  /// goes.
  private void send(int c, Random random, boolean lookUpFails) {
    List<Integer> ready = new ArrayList<>(outbox.get(c));
    ready.removeAll(underWay.get(c));
    if (ready.isEmpty() || underWay.get(c).size() >= 8) {
      return;
    }
    long repeats = ready.stream().filter(text -> text < written[c]).count();
    int text = ready.get(random.nextInt(Math.min(ready.size(), (int) repeats + 1)));
    written[c] = Math.max(written[c], text + 1);
    long turn = window.nextTurn();
    if (lookUpFails) {
      // Before the look-up, a limit may know where it goes, or not.
      long known = random.nextBoolean() ? c + 1 : SendWindow.UNKNOWN;
      window.ended(known, cmid(c, text), turn, ErrorCode.TRY_AGAIN);
    } else if (window.begin(c + 1, cmid(c, text), turn) == ErrorCode.OK) {
      underWay.get(c).add(text);
      lanes.get(c).add(new Try(text, turn, false));
    }
  }

  /// The lane takes its oldest command, also one whose sender was told to try again.
  private void decide(int c) {
    Try next = lanes.get(c).poll();
    if (next == null) {
      return;
    }
    int blocked = window.blockedBy(c + 1, cmid(c, next.text), next.turn);
    if (blocked == ErrorCode.OK) {
      if (!stored.get(c).contains(next.text)) {
        stored.get(c).add(next.text);
      }
      if (next.told) {
        window.storedAfterAll(c + 1, cmid(c, next.text));
      } else {
        window.ended(c + 1, cmid(c, next.text), next.turn, ErrorCode.OK);
        outbox.get(c).remove((Integer) next.text);
        underWay.get(c).remove((Integer) next.text);
      }
    } else if (!next.told) {
      window.ended(c + 1, cmid(c, next.text), next.turn, blocked);
      underWay.get(c).remove((Integer) next.text);
    }
  }

  /// The timer tells the oldest commands to try again; they stay in the lane.
  private void giveUp(int c, int count) {
    Deque<Try> lane = lanes.get(c);
    List<Try> all = new ArrayList<>(lane);
    lane.clear();
    int left = count;
    for (Try one : all) {
      if (!one.told && left > 0) {
        left--;
        window.ended(c + 1, cmid(c, one.text), one.turn, ErrorCode.TRY_AGAIN);
        underWay.get(c).remove((Integer) one.text);
        lane.add(new Try(one.text, one.turn, true));
      } else {
        lane.add(one);
      }
    }
  }

  private static String cmid(int c, int text) {
    return c + "-" + text;
  }
}
