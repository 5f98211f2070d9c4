package rookery.server.redis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rookery.protocol.Entry;
import rookery.protocol.ProtocolException;
import rookery.protocol.ServerMessage;
import rookery.protocol.codec.Version2;
import rookery.server.log.Conversation;
import rookery.server.route.Arrival;
import rookery.server.route.Audience;

/// What one node sends another at once, as read. Lines of JSON: the first says from whom and the
/// how-manieth to this receiver, then each item has a line, followed, for entries and events, by
/// the message as clients of version 2 see it.
///
/// | line | item |
/// |---|---|
/// | `{"d":[low,high],"u":[users]}` | an entry of a direct conversation, and who sees it |
/// | `{"g":group,"u":[users]}` | an entry of a small group |
/// | `{"g":group,"v":[before,after],"+":[…],"-":[…]}` | an entry of a large group: versions of its membership, who joined, who left |
/// | `{"t":[users]}` | an event for these |
/// | `{"p":version,"r":ready,"+":{connection:session},"-":[connections]}` | the sender's presence moved to this version; without changes, it stands there; `r` says whether it has its database |
/// | `{"bye":1}` | the sender is gone |
///
/// A node of a newer version may say more than this one knows: an unknown item is left out by
/// itself, with its message, which is the line that holds `msgid`.
///
/// @param whole whether nothing was left out that may have been an entry
record NodeFrame(String from, long number, List<Item> items, boolean whole) {
  private static final JsonMapper JSON = new JsonMapper();

  /// One thing of a frame.
  sealed interface Item {
    record News(Arrival arrival) implements Item {}

    record Told(Set<Integer> users, ServerMessage event) implements Item {}

    record Moved(long version, boolean ready, Map<Long, String> opened, List<Long> closed)
        implements Item {}

    record Bye() implements Item {}
  }

  /// @throws ProtocolException when it is none
  static NodeFrame read(byte[] bytes) {
    String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n", -1);
    JsonNode header = json(lines[0]);
    List<Item> items = new ArrayList<>();
    boolean whole = true;
    for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
      JsonNode line = json(lines[i]);
      if (line.has("p")) {
        items.add(moved(line));
      } else if (line.has("bye")) {
        items.add(new Item.Bye());
      } else if (line.has("d") || line.has("g") || line.has("t")) {
        Optional<Item> item = ++i < lines.length ? withMessage(line, lines[i]) : Optional.empty();
        item.ifPresent(items::add);
        whole &= item.isPresent() || line.has("t");
      } else {
        whole = false;
      }
    }
    return new NodeFrame(header.path("from").asText(), header.path("n").asLong(), items, whole);
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException _) {
      throw ProtocolException.notJson();
    }
  }

  /// Empty where the message, or how it is told of, is not known here.
  private static Optional<Item> withMessage(JsonNode line, String text) {
    ServerMessage message;
    try {
      message = Version2.fromServer(text);
    } catch (ProtocolException _) {
      return Optional.empty();
    }
    if (line.has("t")) {
      return Optional.of(new Item.Told(users(line.path("t")), message));
    }
    return message instanceof Entry entry && (line.has("u") || line.has("v"))
        ? Optional.of(new Item.News(Arrival.of(entry, conversation(line, entry), audience(line))))
        : Optional.empty();
  }

  private static Conversation conversation(JsonNode line, Entry entry) {
    JsonNode two = line.path("d");
    return two.isMissingNode()
        ? new Conversation.Group(entry.conv(), line.path("g").asInt())
        : new Conversation.Direct(entry.conv(), two.path(0).asInt(), two.path(1).asInt());
  }

  private static Audience audience(JsonNode line) {
    JsonNode versions = line.path("v");
    return versions.isMissingNode()
        ? new Audience.Named(users(line.path("u")))
        : new Audience.Rolled(
            versions.path(0).asLong(),
            versions.path(1).asLong(),
            users(line.path("+")),
            users(line.path("-")));
  }

  private static Item moved(JsonNode line) {
    Map<Long, String> opened = new HashMap<>();
    line.path("+")
        .properties()
        .forEach(field -> opened.put(Long.valueOf(field.getKey()), field.getValue().asText()));
    List<Long> closed = new ArrayList<>();
    line.path("-").forEach(connection -> closed.add(connection.asLong()));
    return new Item.Moved(line.path("p").asLong(), line.path("r").asBoolean(true), opened, closed);
  }

  private static Set<Integer> users(JsonNode array) {
    Set<Integer> users = new HashSet<>();
    array.forEach(user -> users.add(user.asInt()));
    return users;
  }
}
