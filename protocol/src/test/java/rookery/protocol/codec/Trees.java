package rookery.protocol.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.StreamSupport;

/// JSON as trees, by a plain parser that knows none of our rules.
final class Trees {
  private static final ObjectMapper PLAIN = new ObjectMapper();

  private Trees() {}

  static ObjectNode of(String json) {
    try {
      return (ObjectNode) PLAIN.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(json, e);
    }
  }

  /// The elements of an array of strings that hold objects; none when it is absent.
  static List<ObjectNode> inStrings(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(text -> of(text.textValue()))
        .toList();
  }
}
