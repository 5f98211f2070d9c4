package rookery.protocol.codec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rookery.protocol.Bounds;
import rookery.protocol.Entry;
import rookery.protocol.ErrorCode;
import rookery.protocol.ProtocolException;

/// Jackson, set as strict as the wire wants it. Thread-safe.
final class Json {
  /// Sets of buffers kept for the next use, shared: Jackson's own way keeps one, 16 KB, for every
  /// thread, and each connection has a thread.
  private static final int SPARE_BUFFERS = 32;

  static final ObjectMapper MAPPER = mapper();

  private Json() {}

  /// @throws ProtocolException 400 when `text` is not one JSON object
  static ObjectNode object(String text) {
    try {
      if (MAPPER.readTree(text) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException _) {
      // Its text quotes the input: the sender gets our own sentence.
    }
    throw ProtocolException.notJson();
  }

  /// @throws ProtocolException 400 with the name of the field that does not fit
  static <T> T read(JsonNode node, Class<T> type) {
    try {
      return MAPPER.treeToValue(node, type);
    } catch (JacksonException e) {
      throw refusal(e);
    }
  }

  static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
    }
  }

  /// The number in `field`, or null when it is absent.
  static @Nullable Long number(ObjectNode object, String field) {
    JsonNode node = object.get(field);
    if (node == null || node.isNull()) {
      return null;
    }
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw new ProtocolException(
          ErrorCode.MALFORMED, "Field \"" + field + "\" must be a whole number.");
    }
    return node.longValue();
  }

  private static ProtocolException refusal(JacksonException e) {
    if (e.getCause() instanceof ProtocolException own) {
      return own;
    }
    String path =
        e instanceof JsonMappingException mapping
            ? mapping.getPath().stream()
                .map(step ->
                    step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."))
            : "";
    return new ProtocolException(
        ErrorCode.MALFORMED,
        path.isEmpty()
            ? "The message does not have the shape of its type."
            : "Field \"" + path + "\" has the wrong type.");
  }

  private static ObjectMapper mapper() {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(Bounds.DEPTH)
                    .maxStringLength(Bounds.SERVER_FRAME_BYTES)
                    .maxNumberLength(32)
                    .build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .recyclerPool(JsonRecyclerPools.newBoundedPool(SPARE_BUFFERS))
            .build();
    JsonMapper mapper =
        JsonMapper.builder(factory)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .addModule(new EntryModule())
            .build();
    mapper
        .coercionConfigFor(LogicalType.Textual)
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    return mapper;
  }

  /// Reads an [Entry] by its `msgid`.
  private static final class EntryModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    EntryModule() {
      addDeserializer(Entry.class, new EntryReader());
    }
  }

  private static final class EntryReader extends JsonDeserializer<Entry> {
    @Override
    public Entry deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      // Not the parser's own reading of a tree: that takes the next entry for trailing text.
      if (context.readTree(parser) instanceof ObjectNode object) {
        return Version2.entry(object);
      }
      throw new ProtocolException(ErrorCode.MALFORMED, "An entry must be an object.");
    }
  }
}
