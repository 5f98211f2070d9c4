package rookery.server.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import rookery.protocol.ChatMessages.GroupPosted;
import rookery.protocol.Entry;
import rookery.protocol.Role;
import rookery.server.log.Conversation;
import rookery.server.log.LogEntry;
import rookery.server.log.LogTail;
import rookery.server.log.LogTail.Head;
import rookery.server.log.LogTail.Range;
import rookery.server.log.MemberChange;
import rookery.server.log.WireEntries;

interface LogTailContract extends StoreContract {
  Duration LATELY = Duration.ofMinutes(5);

  private LogTail tail() {
    return database().tail();
  }

  private Map<Long, Head> heads(Duration age) {
    return tail().changedWithin(age, 10_000).stream()
        .collect(Collectors.toMap(head -> head.conversation().id(), Function.identity()));
  }

  @Test
  default void whatChangedIsFoundWithItsHead() {
    Scene scene = scene();
    int low = scene.user();
    int high = scene.user();
    long direct = scene.befriend(low, high);
    long group = scene.group(low);
    scene.texts(group, low, List.of("a", "b"));

    Map<Long, Head> heads = heads(LATELY);

    assertThat(heads.get(direct).conversation())
        .isEqualTo(new Conversation.Direct(direct, low, high));
    assertThat(heads.get(direct).seq()).isEqualTo(1);
    assertThat(heads.get(group).seq()).isEqualTo(3);
    assertThat(heads.get(group).memberVersion()).isEqualTo(2);
    assertThat(heads.get(group).age()).isBetween(Duration.ofSeconds(-1), LATELY);
  }

  @Test
  default void changesComeWithTheOldestFirstAndNoMoreThanAskedFor() {
    Scene scene = scene();
    int user = scene.user();
    for (int i = 0; i < 3; i++) {
      scene.group(user);
    }
    assertThat(tail().changedWithin(LATELY, 2)).hasSize(2);
    assertThat(tail().changedWithin(LATELY, 10_000))
        .extracting(Head::age)
        .isSortedAccordingTo((one, other) -> other.compareTo(one));
  }

  @Test
  default void whatIsOlderIsNotFound() {
    Scene scene = scene();
    long group = scene.group(scene.user());
    Duration age = heads(LATELY).get(group).age();
    // The store's clock moves while it is asked.
    assertThat(heads(age.plusSeconds(60))).containsKey(group);
    assertThat(heads(Duration.ofSeconds(-60))).isEmpty();
  }

  @Test
  default void entriesComeForNobodyInParticularAsTheyWereWritten() {
    Scene scene = scene();
    int creator = scene.user();
    long group = scene.group(creator);
    List<LogEntry> texts = scene.texts(group, creator, List.of("a", "b", "c"));

    assertThat(tail().entries(group, 1, 2))
        .extracting(LogEntry::seq, LogEntry::body, LogEntry::cmid)
        .containsExactly(tuple(2L, "a", texts.get(0).cmid()), tuple(3L, "b", texts.get(1).cmid()));
    assertThat(tail().entries(group, 4, 10)).isEmpty();
  }

  @Test
  default void whatANewerVersionWroteKeepsItsPlaceWithoutItsWords() {
    Scene scene = scene();
    int creator = scene.user();
    long group = scene.group(creator);
    scene.texts(group, creator, List.of("a", "which day?", "c"));
    plainSql(
        "UPDATE entry SET kind = 'poll', mentions = 'admins', target_seq = 2"
            + " WHERE conversation_id = ? AND seq = 3",
        group);
    plainSql("UPDATE entry SET body = 'pinned 3' WHERE conversation_id = ? AND seq = 1", group);
    Conversation conversation = database().entries().conversation(group).orElseThrow();

    for (List<LogEntry> read :
        List.of(tail().entries(group, 0, 10), database().entries().after(group, creator, 0, 10))) {
      assertThat(read.stream().map(entry -> WireEntries.of(entry, conversation)))
          .extracting(Entry::seq, LogTailContract::words)
          .containsExactly(tuple(1L, ""), tuple(2L, "a"), tuple(3L, ""), tuple(4L, "c"));
    }
  }

  private static String words(Entry entry) {
    return entry instanceof GroupPosted text ? text.msg() : "no text";
  }

  @Test
  default void rangesTellWhoSeesAnEntry() {
    Scene scene = scene();
    int creator = scene.user();
    int guest = scene.user();
    long group = scene.group(creator);
    scene.change(group, guest, new MemberChange.Join(guest, Role.NORMAL));
    scene.text(group, guest, "3");
    scene.change(group, guest, new MemberChange.Leave(guest));
    scene.text(group, creator, "5");

    List<Range> ranges = tail().ranges(group, 0);

    assertThat(who(ranges, 1)).containsExactly(creator);
    assertThat(who(ranges, 2)).containsExactlyInAnyOrder(creator, guest);
    assertThat(who(ranges, 4)).containsExactlyInAnyOrder(creator, guest);
    assertThat(who(ranges, 5)).containsExactly(creator);
    assertThat(tail().ranges(group, 4)).extracting(Range::user).containsExactly(creator);
  }

  private static List<Integer> who(List<Range> ranges, long seq) {
    return ranges.stream().filter(range -> range.holds(seq)).map(Range::user).toList();
  }
}
