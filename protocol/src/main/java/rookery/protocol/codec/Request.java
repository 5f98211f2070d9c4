package rookery.protocol.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rookery.protocol.Bounds;
import rookery.protocol.ClientMessage;
import rookery.protocol.MessageType;
import rookery.protocol.ProtocolException;

/// A message from a client with what its frame says about it.
///
/// @param rid echoed in the answer; null when there was none
/// @param version2 whether the connection speaks version 2 from now on
public record Request(@Nullable Long rid, boolean version2, ClientMessage message) {
  /// Reads a frame.
  ///
  /// @param version2 whether the connection speaks version 2 already; LOGIN, REG and PING may say
  ///   so themselves
  /// @throws ProtocolException 400, with the frame's `msgid`, `rid` and `cmid` where they can be
  ///   read
  public static Request read(String text, boolean version2) {
    ObjectNode object = Json.object(text);
    boolean hello = false;
    try {
      hello = !version2 && HELLO.contains(Version2.type(object)) && Version2.saysVersion2(object);
      return version2 || hello ? Version2.request(object) : Classic.request(object);
    } catch (ProtocolException e) {
      throw e.about(whole(object, "msgid"), version2 || hello ? rid(object) : null, cmid(object));
    }
  }

  private static final Set<MessageType> HELLO =
      Set.of(MessageType.LOGIN, MessageType.REG, MessageType.PING);

  private static int whole(ObjectNode object, String field) {
    return object.path(field).canConvertToInt() ? object.path(field).intValue() : 0;
  }

  private static @Nullable Long rid(ObjectNode object) {
    JsonNode rid = object.path("rid");
    return rid.isIntegralNumber() && rid.canConvertToLong() && Version2.isRid(rid.longValue())
        ? rid.longValue()
        : null;
  }

  private static @Nullable String cmid(ObjectNode object) {
    JsonNode cmid = object.path("cmid");
    return cmid.isTextual() && cmid.textValue().length() <= Bounds.TOKEN_ID
        ? cmid.textValue()
        : null;
  }
}
