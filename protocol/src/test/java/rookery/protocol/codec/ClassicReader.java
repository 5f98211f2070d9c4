package rookery.protocol.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import rookery.protocol.AccountMessages.ClassicLoggedIn;
import rookery.protocol.AccountMessages.Registered;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.GroupPosted;
import rookery.protocol.Entry;
import rookery.protocol.ErrorCode;
import rookery.protocol.Role;
import rookery.protocol.ServerMessage;

/// Reads what a classic client is sent, with times in UTC.
final class ClassicReader {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private ClassicReader() {}

  static ServerMessage read(ObjectNode object) {
    return switch (object.path("msgid").intValue()) {
      case 2 -> ack(object);
      case 4 -> registered(object);
      default -> text(object);
    };
  }

  static ClassicLoggedIn ack(ObjectNode object) {
    int errno = object.path("errno").intValue();
    if (errno != 0) {
      return ClassicLoggedIn.error(errno, object.path("errmsg").textValue());
    }
    return new ClassicLoggedIn(
        0,
        "",
        object.path("id").intValue(),
        object.path("name").textValue(),
        Trees.inStrings(object.path("friends")).stream().map(ClassicReader::friend).toList(),
        Trees.inStrings(object.path("groups")).stream().map(ClassicReader::group).toList(),
        Trees.inStrings(object.path("offlinemsg")).stream().map(ClassicReader::text).toList());
  }

  private static Registered registered(ObjectNode object) {
    return object.path("errno").intValue() == 0
        ? new Registered(null, ErrorCode.OK, object.path("id").intValue(), null, null)
        : Registered.error(null, ErrorCode.CONFLICT, "", null);
  }

  private static Entry text(ObjectNode object) {
    long ts =
        LocalDateTime.parse(object.path("time").textValue(), TIME)
            .toInstant(ZoneOffset.UTC)
            .toEpochMilli();
    int id = object.path("id").intValue();
    String name = object.path("name").textValue();
    String msg = object.path("msg").textValue();
    return object.has("to")
        ? new DirectPosted(1, 1, ts, id, name, "c", object.path("to").intValue(), msg)
        : new GroupPosted(1, 1, ts, id, name, "c", object.path("groupid").intValue(), msg);
  }

  private static ClassicLoggedIn.Friend friend(ObjectNode object) {
    return new ClassicLoggedIn.Friend(
        object.path("id").intValue(), object.path("name").textValue(), online(object));
  }

  private static ClassicLoggedIn.Group group(ObjectNode object) {
    return new ClassicLoggedIn.Group(
        object.path("id").intValue(),
        object.path("groupname").textValue(),
        object.path("groupdesc").textValue(),
        Trees.inStrings(object.path("users")).stream().map(ClassicReader::member).toList());
  }

  private static ClassicLoggedIn.Member member(ObjectNode object) {
    return new ClassicLoggedIn.Member(
        object.path("id").intValue(),
        object.path("name").textValue(),
        online(object),
        object.path("role").textValue().equals("creator") ? Role.CREATOR : Role.NORMAL);
  }

  private static boolean online(ObjectNode object) {
    return object.path("state").textValue().equals("online");
  }
}
