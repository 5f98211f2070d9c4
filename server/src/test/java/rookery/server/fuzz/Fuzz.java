package rookery.server.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/// Hands a target all of a corpus, then inputs made from it: in a normal run so many, always the
/// same; with `-Drookery.fuzz.seconds=N` as many as come within N seconds, and with
/// `-Drookery.fuzz.seed=N` others.
///
/// What fails is told in hex, to be added to the corpus.
public final class Fuzz {
  private static final long SEED = Long.getLong("rookery.fuzz.seed", 1);
  private static final long NANOS =
      Duration.ofSeconds(Long.getLong("rookery.fuzz.seconds", 0)).toNanos();

  private Fuzz() {}

  /// What is tried: throws when the input did what it must not.
  @FunctionalInterface
  public interface Target {
    void take(byte[] input, Random random);
  }

  /// Makes one input of the corpus.
  @FunctionalInterface
  public interface Maker {
    byte[] make(Random random);
  }

  /// @param rounds in a normal run
  public static void run(List<byte[]> corpus, Maker maker, int rounds, Target target) {
    Random random = new Random(SEED);
    corpus.forEach(input -> one(input, random, target));
    long end = System.nanoTime() + NANOS;
    for (long round = 0; NANOS == 0 ? round < rounds : System.nanoTime() < end; round++) {
      one(maker.make(random), random, target);
    }
  }

  private static void one(byte[] input, Random random, Target target) {
    try {
      target.take(input, random);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(
          "failed at "
              + new String(input, StandardCharsets.UTF_8)
              + "\nin hex "
              + HexFormat.of().formatHex(input),
          e);
    }
  }

  /// A corpus of one input a line; `\xHH` is a byte where `escaped`.
  public static List<byte[]> corpus(String name, boolean escaped) {
    try (InputStream in = Fuzz.class.getResourceAsStream("/fuzz/" + name)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<byte[]> inputs = new ArrayList<>();
      for (String line : text.split("\n", -1)) {
        if (!line.isEmpty()) {
          inputs.add(escaped ? unescaped(line) : line.getBytes(StandardCharsets.UTF_8));
        }
      }
      return inputs;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] unescaped(String line) {
    StringBuilder bytes = new StringBuilder(); // a character a byte
    for (int i = 0; i < line.length(); i++) {
      if (line.startsWith("\\x", i)) {
        bytes.append((char) Integer.parseInt(line.substring(i + 2, i + 4), 16));
        i += 3;
      } else {
        bytes.append(line.charAt(i));
      }
    }
    return bytes.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
