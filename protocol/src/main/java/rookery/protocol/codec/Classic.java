package rookery.protocol.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import rookery.protocol.AccountMessages.Announcement;
import rookery.protocol.AccountMessages.ClassicLoggedIn;
import rookery.protocol.AccountMessages.Login;
import rookery.protocol.AccountMessages.Registered;
import rookery.protocol.AdminMessages.GroupEvent;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.GroupPosted;
import rookery.protocol.ClientMessage;
import rookery.protocol.ErrorCode;
import rookery.protocol.MessageType;
import rookery.protocol.ProtocolException;
import rookery.protocol.ServerMessage;

/// The classic form of the wire, that of the system that we start from. Thread-safe.
///
/// Its client takes what one `recv` of 1,024 bytes gives for exactly one object, so no object is
/// longer than that with its NUL, and longer texts go as several.
public final class Classic {
  /// Classic clients have no device id; the login needs one.
  private static final String DEVICE = "classic";

  /// Bytes of one object, without its NUL.
  static final int OBJECT_BYTES = 1_022;

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final Clock clock;
  private final int ackLimit;

  /// @param clock gives the zone in which times are written
  /// @param ackLimit bytes of a LOGIN_ACK; 0 for no limit
  public Classic(Clock clock, int ackLimit) {
    this.clock = clock;
    this.ackLimit = ackLimit;
  }

  /// Reads what a classic client sent. A message that needs a `cmid` gets one here, before its
  /// first try.
  ///
  /// @throws ProtocolException 400
  static Request request(ObjectNode object) {
    MessageType type = Version2.type(object);
    switch (type) {
      case LOGIN -> {
        JsonNode id = object.get("id");
        if (id == null) { // a name will not do here
          throw new ProtocolException(ErrorCode.MALFORMED, "Field \"id\" is missing.");
        }
        ObjectNode login = JsonNodeFactory.instance.objectNode().put("device", DEVICE);
        login.set("id", id);
        login.set("password", object.get("password"));
        return new Request(null, false, Json.read(login, Login.class));
      }
      case ONE_CHAT, GROUP_CHAT, CREATE_GROUP, ADD_GROUP ->
          object.put("cmid", UUID.randomUUID().toString());
      case REG, ADD_FRIEND, LOGINOUT -> {
        // As in version 2.
      }
      default -> throw Version2.unknownType(type.number());
    }
    ClientMessage message =
        Json.read(object, type.fromClient().orElseThrow(() -> Version2.unknownType(type.number())));
    return new Request(null, false, message);
  }

  /// Tells a classic client something that its form has no field for.
  public ServerMessage notice(int to, String text) {
    return DirectPosted.notice(to, text, clock.millis());
  }

  /// The objects that say `message`, none when the form has no word for it.
  List<byte[]> write(ServerMessage message) {
    return switch (message) {
      case DirectPosted text -> pieces(text.msg(), part -> direct(text, part));
      case GroupPosted text -> pieces(text.msg(), part -> group(text, part));
      case Registered registered -> List.of(bytes(registered(registered)));
      case ClassicLoggedIn ack -> ack(ack);
      case Announcement said -> write(DirectPosted.notice(0, said.msg(), said.ts()));
      case GroupEvent event -> write(notice(event.user(), sentence(event)));
      default -> List.of();
    };
  }

  private static String sentence(GroupEvent event) {
    String group = event.groupname() + " (" + event.groupid() + ")";
    return switch (event.event()) {
      case "kicked" -> "You are no longer a member of the group " + group + ".";
      case "invited" -> event.name() + " invites you to the group " + group + ".";
      case "refused" -> "You were not let into the group " + group + ".";
      default -> event.name() + " asks to join the group " + group + ".";
    };
  }

  private List<byte[]> ack(ClassicLoggedIn ack) {
    if (ack.errno() != 0) {
      ObjectNode failed =
          object(MessageType.LOGIN_ACK).put("errno", ack.errno()).put("errmsg", ack.errmsg());
      return List.of(bytes(failed));
    }
    ClassicAck filled = new ClassicAck(ack, ackLimit == 0 ? Integer.MAX_VALUE : ackLimit);
    List<byte[]> objects = new ArrayList<>();
    List<ServerMessage> rest = filled.fill(this::offlineText);
    objects.add(bytes(filled.object()));
    String left = filled.leftOut();
    if (!left.isEmpty()) {
      objects.addAll(write(notice(ack.id(), left)));
    }
    rest.forEach(text -> objects.addAll(write(text)));
    return List.copyOf(objects);
  }

  /// A waiting text as one object; null when it is none, or too long to be one.
  private @Nullable ObjectNode offlineText(ServerMessage entry) {
    return switch (entry) {
      case DirectPosted text -> direct(text, text.msg());
      case GroupPosted text -> group(text, text.msg());
      default -> null;
    };
  }

  private static ObjectNode registered(Registered registered) {
    ObjectNode object =
        object(MessageType.REG_ACK).put("errno", registered.code() == ErrorCode.OK ? 0 : 1);
    return registered.id() == null ? object : object.put("id", registered.id());
  }

  private ObjectNode direct(DirectPosted text, String part) {
    return object(MessageType.ONE_CHAT)
        .put("id", text.sender())
        .put("name", text.name())
        .put("to", text.to())
        .put("msg", part)
        .put("time", time(text.ts()));
  }

  private ObjectNode group(GroupPosted text, String part) {
    return object(MessageType.GROUP_CHAT)
        .put("id", text.sender())
        .put("name", text.name())
        .put("groupid", text.groupid())
        .put("msg", part)
        .put("time", time(text.ts()));
  }

  private String time(long ts) {
    return TIME.format(Instant.ofEpochMilli(ts).atZone(clock.getZone()));
  }

  private static List<byte[]> pieces(String text, Function<String, ObjectNode> around) {
    int room = OBJECT_BYTES - bytes(around.apply("")).length;
    List<byte[]> objects = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int to = from;
      int used = 0;
      while (to < text.length()) {
        int next = text.offsetByCodePoints(to, 1);
        used += jsonBytes(text.substring(to, next)) - 2;
        if (used > room) {
          break;
        }
        to = next;
      }
      objects.add(bytes(around.apply(text.substring(from, to))));
      from = to;
    }
    return List.copyOf(objects);
  }

  /// Bytes of `text` as a JSON string, quotes included.
  static int jsonBytes(String text) {
    return Json.write(text).getBytes(StandardCharsets.UTF_8).length;
  }

  static byte[] bytes(ObjectNode object) {
    return object.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static ObjectNode object(MessageType type) {
    return JsonNodeFactory.instance.objectNode().put("msgid", type.number());
  }
}
