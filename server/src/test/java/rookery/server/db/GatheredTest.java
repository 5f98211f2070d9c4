package rookery.server.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import rookery.server.log.StoreException;

class GatheredTest {
  /// As many runs as are held up before others gather.
  private static final int RUNS = 2;

  private final ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor();
  private final List<List<Integer>> runs = Collections.synchronizedList(new ArrayList<>());
  private final Semaphore started = new Semaphore(0);
  private final CountDownLatch held = new CountDownLatch(1);

  @AfterEach
  void end() {
    held.countDown();
    askers.close();
  }

  private Gathered<Integer, Integer> doubling() {
    return held(keys ->
        keys.stream()
            .filter(key -> key >= 0)
            .collect(Collectors.toMap(key -> key, key -> 2 * key)));
  }

  /// Every run waits until it is let go.
  private Gathered<Integer, Integer> held(Function<List<Integer>, Map<Integer, Integer>> answer) {
    return new Gathered<>(keys -> {
      runs.add(keys);
      started.release();
      try {
        held.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return answer.apply(keys);
    });
  }

  /// Asks from a thread of its own; who comes once all runs are held waits for the next.
  private List<Future<Integer>> ask(Gathered<Integer, Integer> gathered, IntStream keys) {
    return keys.mapToObj(
            key -> askers.submit((Callable<Integer>) () -> gathered.get(key).orElse(-1)))
        .toList();
  }

  private void holdAllRuns(Gathered<Integer, Integer> gathered) throws InterruptedException {
    for (int run = 1; run <= RUNS; run++) {
      ask(gathered, IntStream.of(1_000 + run));
      started.acquire();
    }
  }

  private static void awaitWaiting(Gathered<Integer, Integer> gathered, int count)
      throws InterruptedException {
    while (gathered.waiting() < count) {
      Thread.sleep(1);
    }
  }

  @Test
  void whoeverComesDuringARunIsInTheNext() throws ExecutionException, InterruptedException {
    var gathered = doubling();
    holdAllRuns(gathered);
    List<Future<Integer>> answers = ask(gathered, IntStream.range(0, 50));
    awaitWaiting(gathered, 50);
    held.countDown();

    for (int key = 0; key < 50; key++) {
      assertThat(answers.get(key).get()).isEqualTo(2 * key);
    }
    assertThat(runs).hasSize(RUNS + 1);
    assertThat(runs.getLast())
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 50).boxed().toList());
  }

  @Test
  void aRunIsBoundedAndAsksForEachKeyOnce() throws ExecutionException, InterruptedException {
    var gathered = doubling();
    holdAllRuns(gathered);
    int asked = 2 * Gathered.AT_ONCE + 1;
    List<Future<Integer>> answers = ask(gathered, IntStream.generate(() -> 7).limit(asked));
    awaitWaiting(gathered, asked);
    held.countDown();

    for (Future<Integer> answer : answers) {
      assertThat(answer.get()).isEqualTo(14);
    }
    assertThat(runs.subList(RUNS, runs.size())).hasSize(3).containsOnly(List.of(7));
  }

  @Test
  void aKeyWithoutAnswerIsEmptyAndAllAreAskedTogether() {
    var gathered = doubling();
    held.countDown();
    assertThat(gathered.get(-1)).isEmpty();
    assertThat(gathered.all(List.of(1, -1, 3))).isEqualTo(Map.of(1, 2, 3, 6));
    assertThat(gathered.all(List.of())).isEmpty();
  }

  @Test
  void onlyTheKeyThatIsRefusedFails() throws ExecutionException, InterruptedException {
    var gathered =
        held(keys -> {
          if (keys.contains(13)) {
            throw new StoreException.Bad(new IllegalArgumentException("unlucky"));
          }
          return keys.stream().collect(Collectors.toMap(key -> key, key -> 2 * key));
        });
    holdAllRuns(gathered);
    List<Future<Integer>> answers = ask(gathered, IntStream.of(12, 13, 14));
    awaitWaiting(gathered, 3);
    held.countDown();

    assertThat(answers.get(0).get()).isEqualTo(24);
    assertThatThrownBy(() -> answers.get(1).get())
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(StoreException.Bad.class);
    assertThat(answers.get(2).get()).isEqualTo(28);
  }

  @Test
  void withoutDatabaseAllWhoWaitAreToldAtOnce() throws InterruptedException {
    var gathered =
        held(_ -> {
          throw new StoreException.Unavailable(new IllegalStateException("away"));
        });
    holdAllRuns(gathered);
    List<Future<Integer>> answers = ask(gathered, IntStream.range(0, 250));
    awaitWaiting(gathered, 250);
    held.countDown();

    for (Future<Integer> answer : answers) {
      assertThatThrownBy(answer::get).hasCauseInstanceOf(StoreException.Unavailable.class);
    }
    assertThat(runs).hasSize(RUNS);
  }

  @Test
  void anErrorLeavesNobodyWaiting() {
    var gathered =
        held(_ -> {
          throw new AssertionError("broken");
        });
    held.countDown();
    assertThatThrownBy(() -> gathered.get(1)).hasRootCauseInstanceOf(AssertionError.class);
  }
}
