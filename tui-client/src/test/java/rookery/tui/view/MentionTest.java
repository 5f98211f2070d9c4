package rookery.tui.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.GroupPosted;
import rookery.protocol.ChatMessages.Mentions;
import rookery.protocol.ChatMessages.SendDirect;
import rookery.protocol.Entry;
import rookery.tui.model.Event;

/// Texts that name the user, and texts that answer others.
final class MentionTest {
  private static Scene withBob() {
    return Scene.signedIn(80, 24).happens(new Event.Opened(Scene.BOB));
  }

  private static Entry naming(long seq, String msg, int user, boolean all) {
    var mentions = new Mentions(List.of(user), all);
    return new GroupPosted(
        5, seq, Scene.ts(seq), 9, "小红", "x-" + seq, 1, msg, null, mentions, null);
  }

  private static Entry fromXiaoHong(long seq, String msg) {
    return new DirectPosted(4, seq, Scene.ts(seq), 9, "小红", "h-" + seq, 7, msg);
  }

  @ParameterizedTest
  @CsvSource({"7, false, @2", "8, true, @2", "8, false, ' 2'"})
  void listTellsWhereTheUserIsNamed(int user, boolean all, String badge) {
    Scene scene = withBob().comes(naming(1, "look", user, all), Scene.inCrows(2, "tea"));
    assertThat(scene.text()).containsPattern("#crows +" + badge + "│");

    scene.happens(new Event.Opened(Scene.CROWS));
    assertThat(scene.text()).containsPattern("#crows +│");
  }

  @Test
  void nextUnreadIsWhereTheUserIsNamed() {
    Scene scene = withBob().comes(fromXiaoHong(1, "hi"), naming(1, "@ann", 7, false));
    scene.press("Alt-A");
    assertThat(scene.state().open()).isEqualTo(Scene.CROWS);
    scene.press("Alt-A");
    assertThat(scene.state().open()).isEqualTo(Scene.XIAO_HONG);
  }

  @Test
  void answerShowsWhatItAnswersInOneLine() {
    Entry answer = new DirectPosted(3, 2, Scene.ts(2), 8, "bob", "b-2", 7, "yes", 1L, null);
    Scene scene = withBob().comes(Scene.fromAnn(1, "tea\u001b[2J\nor coffee?"), answer);
    assertThat(scene.text()).containsPattern("│ ↪ ann: tea.*or coffee\\?");
    assertThat(scene.text()).doesNotContain("\u001b");
  }

  @Test
  void answerOnItsWayShowsItToo() {
    Scene scene = withBob().comes(Scene.fromBob(1, "tea?"));
    scene.happens(new Event.Queued(new SendDirect("c", 8, "yes", 1L), 0));
    assertThat(scene.text()).contains("│ ↪ bob: tea?", "│ yes");
  }
}
