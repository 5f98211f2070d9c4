package rookery.tui.view;

import static org.assertj.core.api.Assertions.assertThat;
import static rookery.tui.view.Scene.BOB;
import static rookery.tui.view.Scene.CROWS;
import static rookery.tui.view.Scene.XIAO_HONG;
import static rookery.tui.view.Scene.fromBob;

import org.junit.jupiter.api.Test;
import rookery.tui.command.Action;
import rookery.tui.model.Event;
import rookery.tui.model.Reading.Scroll;
import rookery.tui.model.State;
import rookery.tui.term.Input;

final class KeysTest {
  private static Scene wide() {
    return Scene.signedIn(100, 24);
  }

  private static Scene longTalk(int columns, int rows) {
    Scene scene = Scene.signedIn(columns, rows).happens(new Event.Opened(BOB)).press("Escape");
    for (int i = 1; i <= 100; i++) {
      scene.comes(fromBob(i, "text " + i + "."));
    }
    return scene;
  }

  private static Scroll scroll(State state) {
    return state.openConversation().orElseThrow().reading().scroll();
  }

  @Test
  void arrowsAndEnterOpenAConversation() {
    Scene scene = wide().press("Down", "Enter");
    assertThat(scene.state().open()).isEqualTo(BOB);

    scene.press("Tab", "Down", "Enter");
    assertThat(scene.state().open()).isEqualTo(XIAO_HONG);
  }

  @Test
  void enterSendsWhatIsTyped() {
    Scene scene = wide().press("Down", "Enter").type("你好 👋").press("Enter");

    assertThat(scene.takeActions()).containsExactly(new Action.Write(BOB, "你好 👋"));
    assertThat(scene.text()).doesNotContain("> 你好");
  }

  @Test
  void typingOverTheListWrites() {
    Scene scene = wide().press("Down", "Enter", "Tab").type("hi").press("Enter");

    assertThat(scene.takeActions()).containsExactly(new Action.Write(BOB, "hi"));
  }

  @Test
  void whatCannotBeSentStays() {
    Scene scene = wide().type("hello").press("Enter");

    assertThat(scene.takeActions()).isEmpty();
    assertThat(scene.text()).contains("> hello", "Open a conversation first");
  }

  @Test
  void mistypedCommandStaysWithASuggestion() {
    Scene scene = wide().type("/memebrs").press("Enter");

    assertThat(scene.text()).contains("> /memebrs", "Did you mean /members");
  }

  @Test
  void pastedLinesAreOneText() {
    Scene scene = wide().press("Down", "Enter").input(new Input.Paste("one\ntwo", false));
    assertThat(scene.takeActions()).isEmpty();

    scene.press("Enter");
    assertThat(scene.takeActions()).containsExactly(new Action.Write(BOB, "one\ntwo"));
  }

  @Test
  void draftsWaitWhereTheyWereWritten() {
    Scene scene = wide().press("Down", "Enter").type("for bob");
    scene.press("Ctrl-K").type("crows").press("Enter");
    assertThat(scene.state().open()).isEqualTo(CROWS);
    assertThat(scene.text()).doesNotContain("for bob");

    scene.press("Ctrl-K").type("bob").press("Enter");
    assertThat(scene.text()).contains("> for bob");
  }

  @Test
  void requestIsAcceptedByEnterTwice() {
    Scene scene = wide().press("Enter");
    assertThat(scene.text()).contains("> /accept eve");

    scene.press("Enter");
    assertThat(scene.takeActions()).singleElement().isInstanceOf(Action.Ask.class);
  }

  @Test
  void altAGoesToWhatIsUnread() {
    Scene scene = wide().comes(Scene.inCrows(1, "Tea?"));
    assertThat(scene.text()).contains("#crows              1", "1 unread: Alt-A");

    scene.press("Alt-A");
    assertThat(scene.state().open()).isEqualTo(CROWS);
    assertThat(scene.text()).contains("new messages", "Tea?").doesNotContain("unread: Alt-A");
  }

  @Test
  void pageUpKeepsItsPlaceWhenMoreComes() {
    Scene scene = longTalk(80, 24).press("PgUp");
    String before = scene.text();
    assertThat(before).contains("text 81.").doesNotContain("text 100.");

    scene.comes(fromBob(101, "text 101."));
    assertThat(scene.text()).contains("text 81.").doesNotContain("text 101.");

    scene.press("PgDn", "PgDn");
    assertThat(scroll(scene.state())).isNull();
    assertThat(scene.text()).contains("text 101.");
  }

  @Test
  void topOfTheConversationIsTheEndOfScrolling() {
    Scene scene = longTalk(80, 24).press("Escape", "Shift-Tab", "Home", "Up", "PgUp");

    assertThat(scene.text().lines().skip(1).findFirst().orElseThrow()).contains("2026");
    assertThat(scene.text()).contains("text 1.", "text 19.").doesNotContain("text 21.");
  }

  @Test
  void pagesCoverEverythingOnNarrowWindows() {
    Scene scene = longTalk(40, 10);
    StringBuilder seen = new StringBuilder(scene.text());
    for (int i = 0; i < 20; i++) {
      seen.append(scene.press("PgUp").text());
    }
    for (int i = 1; i <= 100; i++) {
      assertThat(seen).contains("text " + i + ".");
    }
  }

  @Test
  void escapeGoesBackToTheEnd() {
    Scene scene = longTalk(80, 24).press("PgUp", "Escape");

    assertThat(scroll(scene.state())).isNull();
    assertThat(scene.text()).contains("text 100.");
  }

  @Test
  void tabCompletesCommands() {
    assertThat(wide().type("/mem").press("Tab").type("x").text()).contains("> /members x");
  }

  @Test
  void upBringsBackWhatWasWritten() {
    Scene scene = wide().press("Down", "Enter").type("first").press("Enter").type("second");
    assertThat(scene.press("Up").text()).contains("> first");
    assertThat(scene.press("Down").text()).contains("> second");
  }

  @Test
  void keysOfTheShellAreNotForPanes() {
    assertThat(wide().press("Ctrl-C").takeActions()).containsExactly(new Action.Quit());
    assertThat(wide().press("F1", "Ctrl-Q").takeActions()).contains(new Action.Quit());
    assertThat(wide().press("Ctrl-L").takeActions()).containsExactly(new Action.Repaint());
    assertThat(wide().press("Ctrl-Z").takeActions()).containsExactly(new Action.Suspend());
  }

  @Test
  void helpGoesAway() {
    Scene scene = wide().press("?");
    assertThat(scene.text()).contains("Keys ─");

    assertThat(scene.press("Escape").text()).doesNotContain("Keys ─");
  }

  @Test
  void lostFocusLeavesWhatComesUnread() {
    Scene scene = wide().happens(new Event.Opened(BOB)).input(new Input.Focus(false));
    scene.comes(fromBob(1, "psst"));
    assertThat(scene.text()).contains("new messages");
  }
}
