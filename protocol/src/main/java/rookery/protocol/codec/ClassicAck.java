package rookery.protocol.codec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import rookery.protocol.AccountMessages.ClassicLoggedIn;
import rookery.protocol.AccountMessages.ClassicLoggedIn.Group;
import rookery.protocol.AccountMessages.ClassicLoggedIn.Member;
import rookery.protocol.Entry;
import rookery.protocol.MessageType;
import rookery.protocol.Role;
import rookery.protocol.RosterMessages.Presence;
import rookery.protocol.ServerMessage;

/// A classic LOGIN_ACK, filled up to a limit in bytes: friends, groups with oneself, more members,
/// waiting texts.
final class ClassicAck {
  private final ClassicLoggedIn ack;
  private final int limit;
  private final List<String> friends = new ArrayList<>();
  private final List<ObjectNode> groups = new ArrayList<>();
  private final List<List<String>> users = new ArrayList<>();
  private final List<String> offline = new ArrayList<>();
  private int membersLeftOut;

  ClassicAck(ClassicLoggedIn ack, int limit) {
    this.ack = ack;
    this.limit = limit;
  }

  /// Fills, and returns the waiting texts that did not fit, oldest first.
  List<ServerMessage> fill(Function<ServerMessage, @Nullable ObjectNode> asText) {
    for (ClassicLoggedIn.Friend friend : ack.friends()) {
      ObjectNode object = person(friend.id(), friend.name(), friend.online());
      if (!kept(friends, object.toString())) {
        break;
      }
    }
    for (Group group : ack.groups()) {
      if (!openGroup(group)) {
        break;
      }
    }
    for (int i = 0; i < groups.size(); i++) {
      addMembers(i);
    }
    return addOffline(asText);
  }

  ObjectNode object() {
    ObjectNode object =
        JsonNodeFactory.instance
            .objectNode()
            .put("msgid", MessageType.LOGIN_ACK.number())
            .put("errno", 0)
            .put("id", ack.id())
            .put("name", ack.name());
    put(object, "offlinemsg", offline);
    put(object, "friends", friends);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      ObjectNode group = groups.get(i).deepCopy();
      put(group, "users", users.get(i));
      texts.add(group.toString());
    }
    put(object, "groups", texts);
    return object;
  }

  /// One sentence about what is not in the object; empty when all is.
  String leftOut() {
    int friendsLeft = ack.friends().size() - friends.size();
    int groupsLeft = ack.groups().size() - groups.size();
    if (friendsLeft + groupsLeft + membersLeftOut == 0) {
      return "";
    }
    return "Not listed for want of room: "
        + friendsLeft
        + " friends, "
        + groupsLeft
        + " groups, "
        + membersLeftOut
        + " members of the groups listed.";
  }

  private boolean openGroup(Group group) {
    ObjectNode object =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", group.id())
            .put("groupname", group.name())
            .put("groupdesc", group.desc());
    List<String> members = new ArrayList<>();
    if (!group.members().isEmpty()) {
      members.add(member(group.members().getFirst()));
    }
    groups.add(object);
    users.add(members);
    if (fits()) {
      return true;
    }
    groups.removeLast();
    users.removeLast();
    return false;
  }

  private void addMembers(int index) {
    List<Member> members = ack.groups().get(index).members();
    for (int i = 1; i < members.size(); i++) {
      if (!kept(users.get(index), member(members.get(i)))) {
        membersLeftOut += members.size() - i;
        return;
      }
    }
  }

  private List<ServerMessage> addOffline(Function<ServerMessage, @Nullable ObjectNode> asText) {
    List<Entry> waiting = ack.offline();
    for (int i = 0; i < waiting.size(); i++) {
      ObjectNode object = asText.apply(waiting.get(i));
      if (object != null && !kept(offline, object.toString())) {
        return List.copyOf(waiting.subList(i, waiting.size()));
      }
    }
    return List.of();
  }

  private boolean kept(List<String> list, String item) {
    list.add(item);
    if (fits()) {
      return true;
    }
    list.removeLast();
    return false;
  }

  private boolean fits() {
    return limit == Integer.MAX_VALUE || Classic.bytes(object()).length <= limit;
  }

  private static String member(Member member) {
    Role role = member.role() == Role.CREATOR ? Role.CREATOR : Role.NORMAL;
    return person(member.id(), member.name(), member.online()).put("role", role.word()).toString();
  }

  private static ObjectNode person(int id, String name, boolean online) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", id)
        .put("name", name)
        .put("state", Presence.word(online));
  }

  private static void put(ObjectNode object, String field, List<String> strings) {
    if (!strings.isEmpty()) {
      ArrayNode array = object.putArray(field);
      strings.forEach(array::add);
    }
  }
}
