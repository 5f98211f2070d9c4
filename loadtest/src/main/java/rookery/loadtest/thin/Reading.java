package rookery.loadtest.thin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import rookery.loadtest.link.Address;

/// What the parts of a system had used, and its nodes had counted, at one moment.
///
/// @param cpuMicros by kind of part: `node`, `database`, `redis`, `balancer`
/// @param counted of all nodes together, by the name of the metric
record Reading(Map<String, Long> cpuMicros, Map<String, Double> counted) {
  static final String FRAMES = "rookery_redis_frames_out_total";
  private static final String LOST = "rookery_redis_frames_lost_total";
  static final String COMMITS = "rookery_commit_entries_count";
  static final String ENTRIES = "rookery_commit_entries_sum";
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  Reading {
    cpuMicros = Map.copyOf(cpuMicros);
    counted = Map.copyOf(counted);
  }

  /// A part that does not run, or does not answer, counts nothing.
  static Reading of(Parts parts) throws InterruptedException {
    Map<String, Double> counted = new HashMap<>();
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (Address admin : parts.admins()) {
        add(counted, metrics(client, admin));
      }
    }
    // Last, so that whoever reads his own count next reads it at the same moment.
    Map<String, Long> cpu = new TreeMap<>();
    parts
        .pids()
        .get()
        .forEach((name, pid) -> cpu.merge(kind(name), Footprint.cpuMicros(pid), Long::sum));
    return new Reading(cpu, counted);
  }

  private static String metrics(HttpClient client, Address admin) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + admin + "/observe/metrics"))
            .timeout(PATIENCE)
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException _) {
      return "";
    }
  }

  /// Adds what one node tells, over all tags of each metric.
  static void add(Map<String, Double> counted, String metrics) {
    metrics
        .lines()
        .filter(line -> !line.startsWith("#") && line.contains(" "))
        .forEach(line -> {
          String name = line.split("[{ ]", 2)[0];
          double value = Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
          counted.merge(name, value, Double::sum);
        });
  }

  /// `node-2` is a node.
  private static String kind(String name) {
    return name.split("-", 2)[0];
  }

  long cpuSince(Reading before, String kind) {
    return cpuMicros.getOrDefault(kind, 0L) - before.cpuMicros.getOrDefault(kind, 0L);
  }

  long countedSince(Reading before, String name) {
    return Math.round(counted.getOrDefault(name, 0.0) - before.counted.getOrDefault(name, 0.0));
  }

  /// Puts down what was used since another reading, for each of so many messages.
  void perMessage(Map<String, Object> numbers, Reading before, long messages) {
    for (String kind : cpuMicros.keySet()) {
      numbers.put(kind + "_cpu_us_per_message", cpuSince(before, kind) / messages);
    }
    if (counted.containsKey(FRAMES)) {
      long frames = countedSince(before, FRAMES);
      long commits = countedSince(before, COMMITS);
      numbers.put("redis_frames", frames);
      numbers.put("redis_frames_lost", countedSince(before, LOST));
      numbers.put("commits", commits);
      numbers.put("redis_frames_per_commit", ratio(frames, commits));
      numbers.put("redis_frames_per_message", ratio(frames, countedSince(before, ENTRIES)));
    }
  }

  private static double ratio(long many, long few) {
    return Math.round(many * 100.0 / Math.max(1, few)) / 100.0;
  }
}
