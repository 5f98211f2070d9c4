package rookery.server.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ProtocolException;
import rookery.protocol.RosterMessages.Presence;
import rookery.protocol.codec.Frame;
import rookery.server.log.Conversation;
import rookery.server.redis.NodeFrame.Item;
import rookery.server.route.Arrival;
import rookery.server.route.Audience;

/// What a node reads of a frame: all that it knows, whatever else a newer one has put between.
final class NodeFrameTest {
  private static final Conversation CHAT = new Conversation.Direct(7, 1, 2);
  private static final Audience BOTH = new Audience.Named(Set.of(1, 2));
  private static final Presence EVENT = Presence.of(2, true);

  private final ByteArrayOutputStream frame = new ByteArrayOutputStream();

  NodeFrameTest() {
    frame.writeBytes(FrameText.header("a", 5));
  }

  private static DirectPosted text(long seq) {
    return new DirectPosted(7, seq, 1_000, 2, "bob", "c-" + seq, 1, "text " + seq);
  }

  private void entry(long seq) {
    frame.writeBytes(FrameText.entry(CHAT, BOTH, new Frame(text(seq))));
  }

  private void lines(String... lines) {
    frame.writeBytes((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private NodeFrame read() {
    return NodeFrame.read(frame.toByteArray());
  }

  /// The sequences of the entries.
  private List<Long> seqs() {
    return read().items().stream()
        .map(item -> item instanceof Item.News(Arrival arrival) ? arrival.entry().seq() : 0L)
        .toList();
  }

  @Test
  void whatIsWrittenIsRead() {
    entry(1);
    frame.writeBytes(FrameText.told(List.of(1, 3), new Frame(EVENT)));
    frame.writeBytes(FrameText.moved(4, false, Map.of(9L, "1:2:d"), List.of(8L)));
    frame.writeBytes(FrameText.bye());

    NodeFrame read = read();

    assertThat(read.from()).isEqualTo("a");
    assertThat(read.number()).isEqualTo(5);
    assertThat(read.whole()).isTrue();
    assertThat(read.items().getFirst())
        .isInstanceOfSatisfying(
            Item.News.class,
            news -> {
              assertThat(news.arrival().entry()).isEqualTo(text(1));
              assertThat(news.arrival().conversation()).isEqualTo(CHAT);
              assertThat(news.arrival().audience()).isEqualTo(BOTH);
            });
    assertThat(read.items().subList(1, 4))
        .containsExactly(
            new Item.Told(Set.of(1, 3), EVENT),
            new Item.Moved(4, false, Map.of(9L, "1:2:d"), List.of(8L)),
            new Item.Bye());
  }

  @Test
  void anEntryOfWhichNotEvenThePlaceIsUnderstoodIsLeftOutByItself() {
    entry(1);
    lines("{\"d\":[1,2],\"u\":[1,2]}", "{\"msgid\":199,\"conv\":7,\"seq\":2}");
    entry(3);

    assertThat(seqs()).containsExactly(1L, 3L);
    assertThat(read().whole()).isFalse();
  }

  @Test
  void anEntryWithAnUnknownWordKeepsItsPlace() {
    lines(
        "{\"g\":80,\"u\":[1,2]}",
        "{\"msgid\":33,\"conv\":8,\"seq\":2,\"ts\":1,\"id\":2,\"name\":\"bob\",\"cmid\":\"c\","
            + "\"change\":\"pinned\",\"user\":2,\"username\":\"bob\",\"groupid\":80}");
    entry(3);

    assertThat(seqs()).containsExactly(2L, 3L);
    assertThat(read().whole()).isTrue();
  }

  @Test
  void anEntryThatIsToldInAnUnknownWayIsNotTakenForOneThatNobodySees() {
    lines("{\"d\":[1,2],\"roles\":[\"admin\"]}", "{\"msgid\":5}");
    frame.writeBytes(
        new String(FrameText.entry(CHAT, BOTH, new Frame(text(4))), StandardCharsets.UTF_8)
            .replace("\"u\"", "\"everybody\"")
            .getBytes(StandardCharsets.UTF_8));

    assertThat(read().items()).isEmpty();
    assertThat(read().whole()).isFalse();
  }

  @Test
  void anItemOfAnUnknownKindIsLeftOutWithItsMessage() {
    lines("{\"x\":1}");
    entry(1);
    lines("{\"y\":[1]}", "{\"msgid\":21,\"id\":2,\"state\":\"online\"}");
    entry(2);

    assertThat(seqs()).containsExactly(1L, 2L);
    assertThat(read().whole()).isFalse();
  }

  @Test
  void anUnknownEventIsNoReasonToReadTheLog() {
    lines("{\"t\":[1]}", "{\"msgid\":199}");
    entry(1);

    assertThat(seqs()).containsExactly(1L);
    assertThat(read().whole()).isTrue();
  }

  @Test
  void whatIsNoJsonIsNoFrame() {
    lines("nonsense");

    assertThatThrownBy(this::read).isInstanceOf(ProtocolException.class);
  }
}
