package rookery.server.redis;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import rookery.protocol.codec.Frame;
import rookery.server.log.Conversation;
import rookery.server.route.Audience;

/// Writes the lines of a [NodeFrame].
final class FrameText {
  private FrameText() {}

  static byte[] header(String from, long number) {
    return bytes("{\"from\":\"" + from + "\",\"n\":" + number + "}\n");
  }

  static byte[] entry(Conversation conversation, Audience audience, Frame frame) {
    String where =
        switch (conversation) {
          case Conversation.Direct(_, int low, int high) -> "\"d\":[" + low + "," + high + "]";
          case Conversation.Group group -> "\"g\":" + group.group();
        };
    String who =
        switch (audience) {
          case Audience.Named named -> "\"u\":" + array(named.users());
          case Audience.Rolled rolled ->
              "\"v\":["
                  + rolled.before()
                  + ","
                  + rolled.after()
                  + "],\"+\":"
                  + array(rolled.joined())
                  + ",\"-\":"
                  + array(rolled.left());
        };
    return withMessage("{" + where + "," + who + "}\n", frame);
  }

  static byte[] told(Collection<Integer> users, Frame frame) {
    return withMessage("{\"t\":" + array(users) + "}\n", frame);
  }

  /// @param opened a session's text by its connection; holds nothing that JSON escapes
  static byte[] moved(long version, boolean ready, Map<Long, String> opened, List<Long> closed) {
    String added =
        opened.entrySet().stream()
            .map(session -> "\"" + session.getKey() + "\":\"" + session.getValue() + "\"")
            .collect(Collectors.joining(",", "{", "}"));
    return bytes(
        "{\"p\":"
            + version
            + ",\"r\":"
            + ready
            + ",\"+\":"
            + added
            + ",\"-\":"
            + array(closed)
            + "}\n");
  }

  static byte[] bye() {
    return bytes("{\"bye\":1}\n");
  }

  private static byte[] withMessage(String line, Frame frame) {
    byte[] message = frame.version2();
    var out = new ByteArrayOutputStream(line.length() + message.length + 1);
    out.writeBytes(bytes(line));
    out.writeBytes(message);
    out.write('\n');
    return out.toByteArray();
  }

  private static String array(Collection<? extends Number> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
