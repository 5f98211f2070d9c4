package rookery.tui.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import rookery.protocol.ServerMessage;
import rookery.protocol.TouchMessages.SendTyping;
import rookery.protocol.TouchMessages.Typing;
import rookery.tui.model.Event;

final class TypistsTest {
  private static Scene withBob() {
    return Scene.signedIn(80, 24).happens(new Event.Opened(Scene.BOB));
  }

  private static Event came(ServerMessage message) {
    return new Event.Came(message);
  }

  @Test
  void whoTypesIsShownForFiveSeconds() {
    Scene scene = withBob().happens(came(new Typing(3, 8, "bob")));
    assertThat(scene.text()).contains("● connected  bob is typing…");
    assertThat(scene.nextChange()).hasValue(5_000);

    scene.passes(Duration.ofMillis(4_999));
    assertThat(scene.text()).contains("bob is typing…");
    scene.passes(Duration.ofMillis(1));
    assertThat(scene.text()).doesNotContain("typing");
    assertThat(scene.nextChange()).isEmpty();
  }

  @Test
  void whoGoesOnTypingStays() {
    Scene scene = withBob().happens(came(new Typing(3, 8, "bob")));
    assertThat(scene.text()).contains("bob is typing…");
    scene.passes(Duration.ofSeconds(4)).happens(came(new Typing(3, 8, "bob")));
    assertThat(scene.text()).contains("bob is typing…");
    scene.passes(Duration.ofSeconds(4));
    assertThat(scene.text()).contains("bob is typing…");
  }

  @Test
  void hisTextEndsIt() {
    Scene scene = withBob().happens(came(new Typing(3, 8, "bob"))).comes(Scene.fromBob(1, "hi"));
    assertThat(scene.text()).contains("hi").doesNotContain("typing");
  }

  @Test
  void lostConnectionEndsIt() {
    Scene scene = withBob().happens(came(new Typing(3, 8, "bob")));
    assertThat(scene.happens(new Event.Lost(0, "Gone.")).text()).doesNotContain("typing");
  }

  @Test
  void onlyTheOpenConversationShowsIt() {
    Scene scene = withBob().happens(came(new Typing(5, 9, "小红")));
    assertThat(scene.text()).doesNotContain("typing");
    scene.happens(new Event.Opened(Scene.CROWS)).happens(came(new Typing(5, 8, "bob")));
    assertThat(scene.text()).contains("小红 and bob are typing…");
    scene.happens(came(new Typing(5, 11, "dan")));
    assertThat(scene.text()).contains("3 are typing…");
  }

  @Test
  void namesCannotSteerTheTerminal() {
    Scene scene = withBob().happens(came(new Typing(3, 8, "b\u001b[2Job\u202e")));
    assertThat(scene.text()).contains("is typing…").doesNotContain("\u001b", "\u202e");
  }

  @Test
  void othersAreToldAtMostEveryTwoSeconds() {
    Scene scene = withBob().type("hello");
    assertThat(scene.takeTold()).containsExactly(new SendTyping(3L));
    assertThat(scene.passes(Duration.ofMillis(1_999)).type("x").takeTold()).isEmpty();
    assertThat(scene.passes(Duration.ofMillis(1)).type("x").takeTold())
        .containsExactly(new SendTyping(3L));
  }

  @Test
  void commandsAndDeletingAreNotTyping() {
    Scene scene = withBob().type("/react 👍");
    assertThat(scene.takeTold()).isEmpty();
    scene.press("Ctrl-U").type("a").press("Enter");
    assertThat(scene.takeTold()).hasSize(1);
    assertThat(scene.passes(Duration.ofSeconds(3)).press("Up", "Backspace").takeTold()).isEmpty();
  }

  @Test
  void nothingIsToldWithoutAConnection() {
    Scene scene = withBob().happens(new Event.Lost(0, "Gone.")).type("hello");
    assertThat(scene.takeTold()).isEmpty();
  }
}
