package rookery.server.db;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import rookery.server.log.StoreException;

/// One statement for many who ask at once: whoever comes while it runs is in its next run.
///
/// When a node dies, the others are asked the same few things for thousands of users. Each by
/// itself would wait for one of the pool's few connections, most in vain, and who is told to try
/// again asks anew. At rest each gets a run of his own, at once. A run begins after all who are in
/// it have asked, so each reads what was committed before. Thread-safe.
///
/// @param <K> what is asked for, a value
/// @param <V> the answer
final class Gathered<K, V> {
  /// Keys in one run.
  static final int AT_ONCE = 128;

  /// Runs side by side, so that a long one holds up no other.
  private static final int RUNS = 2;

  private final Function<List<K>, Map<K, V>> statement;
  private final Deque<Asked<K, V>> waiting = new ArrayDeque<>(); // bounded by the connections
  private int runs;

  private record Asked<K, V>(K key, CompletableFuture<Optional<V>> answer) {}

  /// @param statement answers up to [#AT_ONCE] different keys, without those that have no answer;
  ///   it may block, and throw [StoreException]; run again by itself for each key where it is
  ///   refused
  Gathered(Function<List<K>, Map<K, V>> statement) {
    this.statement = statement;
  }

  /// Blocks.
  ///
  /// @return empty when there is no answer
  Optional<V> get(K key) {
    return Optional.ofNullable(all(List.of(key)).get(key));
  }

  /// Blocks.
  ///
  /// @return without those keys that have no answer
  Map<K, V> all(Collection<K> keys) {
    List<Asked<K, V>> asked =
        keys.stream().map(key -> new Asked<K, V>(key, new CompletableFuture<>())).toList();
    if (!asked.isEmpty() && beginsARun(asked)) {
      Thread.ofVirtual().name("gathered").start(this::run);
    }
    Map<K, V> answers = new HashMap<>();
    asked.forEach(one -> answer(one.answer).ifPresent(answer -> answers.put(one.key, answer)));
    return answers;
  }

  /// How many keys are in no run yet.
  synchronized int waiting() {
    return waiting.size();
  }

  private synchronized boolean beginsARun(List<Asked<K, V>> asked) {
    waiting.addAll(asked);
    boolean begins = runs < RUNS;
    runs += begins ? 1 : 0;
    return begins;
  }

  private static <V> Optional<V> answer(CompletableFuture<Optional<V>> answer) {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException.Unavailable(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    }
  }

  private void run() {
    for (List<Asked<K, V>> next = next(); !next.isEmpty(); next = next()) {
      answer(next);
    }
  }

  /// Who is in the next run; nobody when this thread's runs are over.
  private synchronized List<Asked<K, V>> next() {
    List<Asked<K, V>> next = new ArrayList<>();
    while (next.size() < AT_ONCE && !waiting.isEmpty()) {
      next.add(waiting.remove());
    }
    runs -= next.isEmpty() ? 1 : 0;
    return next;
  }

  private synchronized List<Asked<K, V>> allWaiting() {
    List<Asked<K, V>> all = List.copyOf(waiting);
    waiting.clear();
    return all;
  }

  private void answer(List<Asked<K, V>> run) {
    try {
      Map<K, V> answers = statement.apply(run.stream().map(Asked::key).distinct().toList());
      run.forEach(one -> one.answer.complete(Optional.ofNullable(answers.get(one.key))));
    } catch (StoreException.Unavailable e) {
      // A run for each hundred would make the last wait for many times as long.
      run.forEach(one -> one.answer.completeExceptionally(e));
      allWaiting().forEach(one -> one.answer.completeExceptionally(e));
    } catch (Throwable e) { // whatever it is: nobody must wait for ever
      if (run.size() == 1) {
        run.getFirst().answer.completeExceptionally(e);
      } else {
        run.forEach(one -> answer(List.of(one)));
      }
    }
  }
}
