package rookery.protocol.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rookery.protocol.AccountMessages.Login;
import rookery.protocol.AccountMessages.Ping;
import rookery.protocol.AccountMessages.Register;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.GroupPosted;
import rookery.protocol.ClientMessage;
import rookery.protocol.Entry;
import rookery.protocol.ErrorCode;
import rookery.protocol.GroupMessages.Change;
import rookery.protocol.MessageType;
import rookery.protocol.ProtocolException;
import rookery.protocol.Reply;
import rookery.protocol.Result;
import rookery.protocol.ServerMessage;

/// Version 2 of the wire: records to JSON and back, from both sides. Thread-safe.
public final class Version2 {
  /// What all entries have, and the two words of which each has one, for where it is.
  private static final List<String> PLACE =
      List.of("conv", "seq", "ts", "id", "name", "cmid", "to", "groupid");

  private Version2() {}

  /// Reads what a client sent.
  ///
  /// @throws ProtocolException 400
  static Request request(ObjectNode object) {
    MessageType type = type(object);
    Class<? extends ClientMessage> record =
        type.fromClient().orElseThrow(() -> unknownType(type.number()));
    Long rid = Json.number(object, "rid");
    if (rid != null && !isRid(rid)) {
      throw new ProtocolException(ErrorCode.MALFORMED, "Field \"rid\" must be 0 to 2^53-1.");
    }
    return new Request(rid, true, Json.read(object, record));
  }

  static boolean isRid(long number) {
    return number >= 0 && number < 1L << 53;
  }

  /// Reads what a server sent. An entry of a type, or with a change of members, that is newer than
  /// this version is read as a recalled text: its place in the conversation is kept.
  ///
  /// @throws ProtocolException 400
  public static ServerMessage fromServer(String text) {
    ObjectNode object = Json.object(text);
    if (isNewerEntry(object)) {
      return place(object);
    }
    MessageType type = type(object);
    if (type == MessageType.RESULT) {
      return result(object);
    }
    return Json.read(object, type.fromServer().orElseThrow(() -> unknownType(type.number())));
  }

  /// Writes what a server sends, without terminator.
  public static String write(ServerMessage message) {
    return Json.write(message);
  }

  /// Writes the `data` of an answer alone, as one line without its end.
  public static String write(Reply data) {
    return Json.write(data);
  }

  /// Writes what a client sends, without terminator; LOGIN, REG and PING say that they speak
  /// version 2.
  public static String write(ClientMessage message, @Nullable Long rid) {
    ObjectNode object = JsonNodeFactory.instance.objectNode().put("msgid", message.msgid());
    if (message instanceof Login || message instanceof Register || message instanceof Ping) {
      object.put("v", 2);
    }
    if (rid != null) {
      object.put("rid", rid);
    }
    ObjectNode fields = Json.MAPPER.valueToTree(message);
    object.setAll(fields);
    return object.toString();
  }

  static boolean saysVersion2(ObjectNode object) {
    Long version = Json.number(object, "v");
    return version != null && version == 2;
  }

  static Entry entry(ObjectNode object) {
    if (isNewerEntry(object)) {
      return place(object);
    }
    Class<? extends ServerMessage> record =
        type(object).fromServer().orElseThrow(() -> unknownType(Json.number(object, "msgid")));
    if (!Entry.class.isAssignableFrom(record)) {
      throw unknownType(Json.number(object, "msgid"));
    }
    return Json.read(object, record.asSubclass(Entry.class));
  }

  private static boolean isNewerEntry(ObjectNode object) {
    return object.path("conv").isIntegralNumber()
        && object.path("seq").isIntegralNumber()
        && object.path("cmid").isTextual()
        && typeIfKnown(object)
            .map(type ->
                type == MessageType.MEMBER_CHANGED
                    && Change.of(object.path("change").asText()).isEmpty())
            .orElse(true);
  }

  /// What an entry says that has this place and says nothing else.
  private static Entry place(ObjectNode object) {
    ObjectNode place = object.deepCopy().retain(PLACE).put("msg", "");
    place
        .putObject("touched")
        .put("seq", object.path("seq").longValue())
        .put("edited", false)
        .put("recalled", true)
        .putArray("reactions");
    Class<? extends Entry> type = place.has("groupid") ? GroupPosted.class : DirectPosted.class;
    return Json.read(place, type);
  }

  private static Optional<MessageType> typeIfKnown(ObjectNode object) {
    JsonNode number = object.path("msgid");
    return number.canConvertToInt() ? MessageType.of(number.intValue()) : Optional.empty();
  }

  static MessageType type(ObjectNode object) {
    Long number = Json.number(object, "msgid");
    if (number == null) {
      throw new ProtocolException(ErrorCode.MALFORMED, "Field \"msgid\" is missing.");
    }
    return MessageType.of(number > Integer.MAX_VALUE || number < 0 ? -1 : number.intValue())
        .orElseThrow(() -> unknownType(number));
  }

  static ProtocolException unknownType(@Nullable Number number) {
    return new ProtocolException(
        ErrorCode.MALFORMED, "Messages of type " + number + " are not known here.");
  }

  private static Result result(ObjectNode object) {
    ObjectNode data = object.get("data") instanceof ObjectNode node ? node : null;
    object.remove("data");
    Result bare = Json.read(object, Result.class);
    Reply reply =
        data == null
            ? null
            : MessageType.of(bare.of())
                .flatMap(MessageType::reply)
                .map(record -> (Reply) Json.read(data, record))
                .orElse(null);
    return new Result(
        bare.rid(), bare.of(), bare.code(), bare.errmsg(), bare.retryMs(), bare.cmid(), reply);
  }
}
