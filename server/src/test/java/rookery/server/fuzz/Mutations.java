package rookery.server.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Inputs made from others: bytes moved about, and fields of a message given what nobody expects.
public final class Mutations {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "1",
          "2",
          "3",
          "-1",
          "1.5",
          "1e400",
          "2147483647",
          "2147483648",
          "9007199254740991",
          "9007199254740992",
          "9223372036854775808",
          "-0",
          "[]",
          "{}",
          "[[1,2]]",
          "[1,\"a\"]",
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\u202e\"",
          "\"👩‍👩‍👧\"",
          "\"\ufdfa\"",
          "\"1\"",
          "\"%s%n\"",
          "\"' OR 1=1 --\"",
          "\"%\"",
          "\"_\"",
          "\"\\\\\"",
          "\"a-1\"",
          "\"classic\"");

  private Mutations() {}

  /// A few changes to the bytes of one input.
  public static byte[] bytes(List<byte[]> corpus, Random random) {
    byte[] input = pick(corpus, random);
    for (int i = random.nextInt(4); i >= 0; i--) {
      input = changed(input, pick(corpus, random), random);
    }
    return input;
  }

  /// A message with some fields changed; bytes where it is none.
  public static byte[] message(List<byte[]> corpus, Random random) {
    try {
      JsonNode tree = JSON.readTree(pick(corpus, random));
      if (random.nextInt(4) > 0 && tree instanceof ObjectNode object && !object.isEmpty()) {
        for (int i = random.nextInt(3); i >= 0; i--) {
          change(object, random);
        }
        return JSON.writeValueAsBytes(object);
      }
    } catch (IOException _) {
      // One of the hostile ones.
    }
    return bytes(corpus, random);
  }

  private static void change(ObjectNode object, Random random) throws JsonProcessingException {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    if (names.isEmpty()) {
      return;
    }
    String name = names.get(random.nextInt(names.size()));
    switch (random.nextInt(6)) {
      case 0 -> object.remove(name);
      case 1 -> object.put(name, "x".repeat(random.nextInt(5_000)));
      case 2 -> object.put("msgid", random.nextInt(100));
      case 3 -> object.set(names.get(random.nextInt(names.size())), object.get(name).deepCopy());
      default -> object.set(name, JSON.readTree(VALUES.get(random.nextInt(VALUES.size()))));
    }
  }

  private static byte[] changed(byte[] input, byte[] other, Random random) {
    if (input.length == 0) {
      return other;
    }
    int at = random.nextInt(input.length);
    int to = Math.min(input.length, at + 1 + random.nextInt(8));
    return switch (random.nextInt(7)) {
      case 0 -> {
        byte[] flipped = input.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        yield flipped;
      }
      case 1 -> join(input, 0, at, new byte[] {(byte) random.nextInt(256)}, at);
      case 2 -> join(input, 0, at, new byte[0], to);
      case 3 -> join(input, 0, to, Arrays.copyOfRange(input, at, to), at);
      case 4 -> join(input, 0, at, other, at);
      case 5 ->
          join(
              input,
              0,
              at,
              VALUES.get(random.nextInt(VALUES.size())).getBytes(StandardCharsets.UTF_8),
              to);
      default -> Arrays.copyOf(input, at);
    };
  }

  /// The first with something in its middle, at 64 KiB at most.
  private static byte[] join(byte[] input, int from, int until, byte[] middle, int on) {
    byte[] joined = new byte[until - from + middle.length + input.length - on];
    System.arraycopy(input, from, joined, 0, until - from);
    System.arraycopy(middle, 0, joined, until - from, middle.length);
    System.arraycopy(input, on, joined, until - from + middle.length, input.length - on);
    return joined.length > 1 << 17 ? input : joined;
  }

  private static byte[] pick(List<byte[]> corpus, Random random) {
    return corpus.get(random.nextInt(corpus.size()));
  }
}
