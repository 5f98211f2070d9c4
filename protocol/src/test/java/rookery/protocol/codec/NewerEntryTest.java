package rookery.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.GroupPosted;
import rookery.protocol.GroupMessages.MemberChanged;
import rookery.protocol.ProtocolException;
import rookery.protocol.Result;
import rookery.protocol.SyncMessages.BacklogPage;
import rookery.protocol.TouchMessages.Touched;

/// What a newer server says to an older client.
final class NewerEntryTest {
  private static final String PLACE =
      "\"conv\":3,\"seq\":12,\"ts\":5,\"id\":7,\"name\":\"ann\",\"cmid\":\"c-1\",";
  private static final String NEWER = "{\"msgid\":400," + PLACE + "\"to\":8,\"msg\":{\"a\":[1]}}";
  private static final Touched RECALLED = new Touched(12, false, true, List.of());
  private static final DirectPosted SHOWN =
      new DirectPosted(3, 12, 5, 7, "ann", "c-1", 8, "", null, RECALLED);

  @Test
  void entryOfANewerTypeKeepsItsPlace() {
    assertThat(Version2.fromServer(NEWER)).isEqualTo(SHOWN);
  }

  @Test
  void entryOfANewerTypeInAGroupKeepsItsPlace() {
    assertThat(Version2.fromServer("{\"msgid\":400," + PLACE + "\"groupid\":2,\"poll\":[]}"))
        .isEqualTo(new GroupPosted(3, 12, 5, 7, "ann", "c-1", 2, "", null, null, RECALLED));
  }

  @Test
  void newerChangeOfMembersKeepsItsPlace() {
    String change =
        "{\"msgid\":33," + PLACE + "\"to\":8,\"subject\":1,\"subjectname\":\"x\",\"change\":";
    assertThat(Version2.fromServer(change + "\"promoted\"}")).isEqualTo(SHOWN);
    assertThat(Version2.fromServer(change + "\"blocked\"}")).isInstanceOf(MemberChanged.class);
  }

  @Test
  void pageWithANewerEntryIsRead() {
    String page =
        "{\"msgid\":11,\"rid\":1,\"of\":15,\"code\":0,\"data\":{\"entries\":["
            + NEWER
            + "],\"through\":[],\"more\":false}}";
    assertThat(Version2.fromServer(page))
        .isInstanceOfSatisfying(
            Result.class,
            result ->
                assertThat(result.data())
                    .isInstanceOfSatisfying(
                        BacklogPage.class,
                        read -> assertThat(read.entries()).containsExactly(SHOWN)));
  }

  @Test
  void whatIsNoEntryAndNewerIsNotUnderstood() {
    assertThatThrownBy(() -> Version2.fromServer("{\"msgid\":400,\"seq\":12}"))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("400");
  }
}
