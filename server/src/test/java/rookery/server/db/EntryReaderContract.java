package rookery.server.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rookery.protocol.Bounds;
import rookery.protocol.Role;
import rookery.server.log.Conversation;
import rookery.server.log.EntryReader;
import rookery.server.log.LogEntry;
import rookery.server.log.LogEntry.Kind;
import rookery.server.log.MemberChange;

interface EntryReaderContract extends StoreContract {
  private EntryReader entries() {
    return database().entries();
  }

  private static List<Long> seqs(List<LogEntry> entries) {
    return entries.stream().map(LogEntry::seq).toList();
  }

  @Test
  default void anEntryComesAsItWasWritten() {
    Scene scene = scene();
    String name = Scene.name();
    int low = database().accounts().register(name, name, "h", Scene.TS).orElseThrow();
    int high = scene.user();
    long conversation = scene.befriend(low, high);
    LogEntry text = scene.text(conversation, low, "你好 👋 'quoted' \\ :named ? %");

    LogEntry read = entries().after(conversation, high, 1, 10).getFirst();

    assertThat(read)
        .isEqualTo(
            new LogEntry(
                conversation, 2, Kind.TEXT, low, name, text.cmid(), text.body(), 0, "", text.ts()));
  }

  @Test
  default void aChangeOfMembersNamesWhomItConcerns() {
    Scene scene = scene();
    int creator = scene.user();
    String name = Scene.name();
    int user = database().accounts().register(name, name, "h", Scene.TS).orElseThrow();
    long group = scene.group(creator);
    scene.change(group, user, new MemberChange.Join(user, Role.NORMAL));

    LogEntry read = entries().after(group, user, 0, 10).getFirst();

    assertThat(read.kind()).isEqualTo(Kind.MEMBER);
    assertThat(read.subject()).isEqualTo(user);
    assertThat(read.subjectName()).isEqualTo(name);
  }

  @Test
  default void theLongestTextFits() {
    Scene scene = scene();
    int user = scene.user();
    long group = scene.group(user);
    String body = "😀".repeat(Bounds.TEXT);
    scene.text(group, user, body);

    assertThat(entries().after(group, user, 1, 1).getFirst().body()).isEqualTo(body);
  }

  @Test
  default void historyIsReadPageByPageFromTheEnd() {
    Scene scene = scene();
    int user = scene.user();
    long group = scene.group(user);
    scene.texts(group, user, Collections.nCopies(24, "text"));

    List<Long> read = new ArrayList<>();
    long before = Long.MAX_VALUE;
    List<LogEntry> page = entries().before(group, user, before, 10);
    while (!page.isEmpty()) {
      assertThat(page).hasSizeLessThanOrEqualTo(10);
      read.addAll(0, seqs(page));
      before = page.getFirst().seq();
      page = entries().before(group, user, before, 10);
    }

    assertThat(read).isEqualTo(IntStream.rangeClosed(1, 25).mapToObj(Long::valueOf).toList());
  }

  @Test
  default void whatCameAfterACursorIsReadPageByPage() {
    Scene scene = scene();
    int user = scene.user();
    long group = scene.group(user);
    scene.texts(group, user, Collections.nCopies(9, "text"));

    assertThat(seqs(entries().after(group, user, 4, 3))).containsExactly(5L, 6L, 7L);
    assertThat(seqs(entries().after(group, user, 7, 3))).containsExactly(8L, 9L, 10L);
    assertThat(entries().after(group, user, 10, 3)).isEmpty();
  }

  @Test
  default void aMemberReadsTheRangesInWhichHeWasOne() {
    Scene scene = scene();
    int creator = scene.user();
    int user = scene.user();
    long group = scene.group(creator); // 1
    scene.text(group, creator, "before"); // 2
    scene.change(group, user, new MemberChange.Join(user, Role.NORMAL)); // 3
    scene.text(group, creator, "his"); // 4
    scene.change(group, user, new MemberChange.Leave(user)); // 5
    scene.texts(group, creator, List.of("not his", "not his")); // 6, 7
    assertThat(entries().head(group, user)).isEqualTo(5);
    scene.change(group, user, new MemberChange.Join(user, Role.NORMAL)); // 8
    scene.text(group, creator, "his again"); // 9

    assertThat(seqs(entries().after(group, user, 0, 10))).containsExactly(3L, 4L, 5L, 8L, 9L);
    assertThat(seqs(entries().after(group, user, 4, 2))).containsExactly(5L, 8L);
    assertThat(seqs(entries().before(group, user, 10, 10))).containsExactly(3L, 4L, 5L, 8L, 9L);
    assertThat(seqs(entries().before(group, user, 9, 2))).containsExactly(5L, 8L);
    assertThat(entries().head(group, user)).isEqualTo(9);
  }

  @Test
  default void whoNeverWasAMemberReadsNothing() {
    Scene scene = scene();
    int creator = scene.user();
    int stranger = scene.user();
    long group = scene.group(creator);

    assertThat(entries().after(group, stranger, 0, 10)).isEmpty();
    assertThat(entries().before(group, stranger, 10, 10)).isEmpty();
    assertThat(entries().head(group, stranger)).isZero();
    assertThat(entries().standings(stranger, "phone", _ -> true)).isEmpty();
  }

  @Test
  default void aConversationSaysWhoseItIs() {
    Scene scene = scene();
    int low = scene.user();
    int high = scene.user();
    long direct = scene.befriend(low, high);

    assertThat(entries().conversation(direct)).contains(new Conversation.Direct(direct, low, high));
    assertThat(entries().conversation(scene.group(low)))
        .containsInstanceOf(Conversation.Group.class);
    assertThat(entries().conversation(Long.MAX_VALUE)).isEmpty();
  }
}
