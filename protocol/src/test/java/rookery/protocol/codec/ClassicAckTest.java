package rookery.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rookery.protocol.AccountMessages.ClassicLoggedIn;
import rookery.protocol.AccountMessages.ClassicLoggedIn.Friend;
import rookery.protocol.AccountMessages.ClassicLoggedIn.Group;
import rookery.protocol.AccountMessages.ClassicLoggedIn.Member;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.GroupPosted;
import rookery.protocol.Entry;
import rookery.protocol.GroupMessages.Change;
import rookery.protocol.GroupMessages.MemberChanged;
import rookery.protocol.Role;

/// What is in a classic LOGIN_ACK and what follows it when there is too much.
final class ClassicAckTest {
  private static final int LIMIT = 1_000;

  private final Classic classic = new Classic(Clock.systemUTC(), LIMIT);

  @Test
  void emptyListsAreAbsent() {
    assertThat(written(classic, ack(0, 0, 0, List.of())))
        .containsExactly("{\"msgid\":2,\"errno\":0,\"id\":7,\"name\":\"bob\"}");
  }

  @Test
  void failureHasItsTextAlone() {
    assertThat(written(classic, ClassicLoggedIn.error(2, "You are signed in elsewhere.")))
        .containsExactly("{\"msgid\":2,\"errno\":2,\"errmsg\":\"You are signed in elsewhere.\"}");
  }

  @Test
  void allIsInOneObjectWhereItFits() {
    ClassicLoggedIn ack = ack(2, 1, 2, List.of(text(1, "hi"), groupText(2, "all")));
    List<String> objects = written(classic, ack);
    assertThat(objects).hasSize(1);
    assertThat(ClassicReader.ack(Trees.of(objects.getFirst())))
        .usingRecursiveComparison()
        .ignoringFieldsMatchingRegexes("offline.*")
        .isEqualTo(ack);
    assertThat(texts(objects.getFirst())).containsExactly("hi", "all");
  }

  @Test
  void adminIsNormalToAClassicClient() {
    var admin = new Member(7, "bob", true, Role.ADMIN);
    var group =
        new Group(1, "crows", "", List.of(admin, new Member(8, "eve", false, Role.CREATOR)));
    String object =
        written(classic, new ClassicLoggedIn(0, "", 7, "bob", List.of(), List.of(group), List.of()))
            .getFirst();
    assertThat(object).contains("normal").contains("creator").doesNotContain("admin");
  }

  @Test
  void muchIsFilledByPriorityAndTheRestIsToldAndSent() {
    List<Entry> offline =
        IntStream.rangeClosed(1, 5).<Entry>mapToObj(i -> text(i, "text " + i)).toList();
    ClassicLoggedIn ack = ack(30, 10, 40, offline);
    List<String> objects = written(classic, ack);

    String first = objects.getFirst();
    assertThat(bytes(first)).isBetween(LIMIT - 100, LIMIT);
    ClassicLoggedIn read = ClassicReader.ack(Trees.of(first));
    assertThat(read.friends())
        .isNotEmpty()
        .isEqualTo(ack.friends().subList(0, read.friends().size()));
    assertThat(read.friends()).hasSizeLessThan(30);
    assertThat(read.groups()).isEmpty(); // friends come first
    assertThat(Trees.of(objects.get(1)).path("id").intValue()).isZero();
    assertThat(objects.get(1))
        .contains(
            "Not listed for want of room: " + (30 - read.friends().size()) + " friends, 10 groups");
    assertThat(objects.subList(2, objects.size()))
        .extracting(object -> Trees.of(object).path("msg").textValue())
        .containsExactly("text 1", "text 2", "text 3", "text 4", "text 5");
    assertThat(objects).allSatisfy(object -> assertThat(bytes(object) + 1).isLessThan(1_024));
  }

  @Test
  void everyGroupWithOneselfComesBeforeMoreMembers() {
    List<String> objects = written(classic, ack(0, 3, 40, List.of()));
    ClassicLoggedIn read = ClassicReader.ack(Trees.of(objects.getFirst()));
    assertThat(read.groups()).hasSize(3);
    assertThat(read.groups())
        .allSatisfy(group -> assertThat(group.members().getFirst().id()).isEqualTo(7));
    int listed = read.groups().stream().mapToInt(group -> group.members().size()).sum();
    assertThat(listed).isBetween(4, 20);
    assertThat(objects.get(1)).contains("0 friends, 0 groups, " + (3 * 40 - listed) + " members");
  }

  @Test
  void offlineTextsFillWhatIsLeftInOrder() {
    List<Entry> offline = List.of(text(1, "first"), text(2, "x".repeat(900)), text(3, "third"));
    List<String> objects = written(classic, ack(1, 0, 0, offline));
    assertThat(texts(objects.getFirst())).containsExactly("first");
    assertThat(objects.subList(1, objects.size()))
        .extracting(object -> Trees.of(object).path("msg").textValue())
        .containsExactly("x".repeat(900), "third");
  }

  @Test
  void whatIsNoTextIsLeftOutOfTheOfflineTexts() {
    Entry joined = new MemberChanged(4, 3, 1, 8, "bob", "j", Change.JOINED, 8, "bob", 1, null);
    List<String> objects = written(classic, ack(0, 0, 0, List.of(joined, text(1, "hi"))));
    assertThat(texts(objects.getFirst())).containsExactly("hi");
  }

  @Test
  void withoutLimitAllIsInOneObject() {
    List<String> objects =
        written(new Classic(Clock.systemUTC(), 0), ack(30, 10, 40, List.of(text(1, "hi"))));
    assertThat(objects).hasSize(1);
    ClassicLoggedIn read = ClassicReader.ack(Trees.of(objects.getFirst()));
    assertThat(read.friends()).hasSize(30);
    assertThat(read.groups()).hasSize(10).allSatisfy(g -> assertThat(g.members()).hasSize(40));
  }

  private static List<String> written(Classic form, ClassicLoggedIn ack) {
    return new Frame(ack)
        .classic(form).stream().map(bytes -> new String(bytes, StandardCharsets.UTF_8)).toList();
  }

  private static List<String> texts(String object) {
    ObjectNode tree = Trees.of(object);
    return Trees.inStrings(tree.path("offlinemsg")).stream()
        .map(text -> text.path("msg").textValue())
        .toList();
  }

  private static int bytes(String object) {
    return object.getBytes(StandardCharsets.UTF_8).length;
  }

  private static ClassicLoggedIn ack(int friends, int groups, int members, List<Entry> offline) {
    List<Member> all = new ArrayList<>(List.of(new Member(7, "bob", true, Role.NORMAL)));
    IntStream.range(1, members)
        .forEach(i -> all.add(new Member(100 + i, "member " + i, i % 2 == 0, Role.NORMAL)));
    return new ClassicLoggedIn(
        0,
        "",
        7,
        "bob",
        IntStream.range(0, friends).mapToObj(i -> new Friend(20 + i, "朋友 " + i, true)).toList(),
        IntStream.range(0, groups).mapToObj(i -> new Group(1 + i, "crows", "all", all)).toList(),
        offline);
  }

  private static DirectPosted text(long seq, String text) {
    return new DirectPosted(3, seq, 0, 8, "eve", "c", 7, text);
  }

  private static GroupPosted groupText(long seq, String text) {
    return new GroupPosted(4, seq, 0, 8, "eve", "c", 1, text);
  }
}
