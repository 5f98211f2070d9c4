package rookery.tui.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.SendDirect;
import rookery.protocol.TouchMessages.Edited;
import rookery.protocol.TouchMessages.Reacted;
import rookery.protocol.TouchMessages.Recalled;
import rookery.tui.model.Event;

/// Whole screens, compared with those in `src/test/resources`; `-Dgolden.update=true` writes them
/// anew, to be looked at before they are committed.
final class PictureTest {
  private static final String HOSTILE =
      "\u001b[31mred\u001b]0;title\u0007 \u202Eevil\u202C \u009b2J a"
          + "\u0301".repeat(100)
          + "\u0000|";

  private static Scene talk(int columns, int rows) {
    Scene scene = Scene.signedIn(columns, rows);
    scene.comes(Scene.befriended(1), Scene.fromAnn(2, "Hello bob! Do you hear me?"));
    scene.happens(new Event.Opened(Scene.BOB)).happens(new Event.Opened(null));
    scene.comes(
        Scene.fromBob(3, "你好，安！听得很清楚，这是一行很长的中文，必须在窗口里折行才能看完。"),
        Scene.fromBob(
            4, "family 👨‍👩‍👧‍👦 flag 🇯🇵 thumbs 👍🏽 heart ❤️ and words enough to wrap them"),
        Scene.fromBob(
            5, "two\nlines, and a_word_without_any_break_that_is_wider_than_the_pane_itself"),
        Scene.fromBob(6, HOSTILE));
    scene.comes(Scene.inCrows(1, "Tea?"));
    scene.happens(new Event.Opened(Scene.BOB));
    scene.writes("p", "on its way");
    scene.writes("r", "not wanted");
    scene.happens(new Event.Rejected(new SendDirect("r", 8, "not wanted"), "You are not friends."));
    return scene.press("Escape");
  }

  private static void matches(Scene scene, String name) throws IOException {
    String text = scene.text();
    if (Boolean.getBoolean("golden.update")) {
      Path file = Path.of("src/test/resources/rookery/tui/view", name + ".txt");
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return;
    }
    try (InputStream golden = PictureTest.class.getResourceAsStream(name + ".txt")) {
      assertThat(golden).as("the picture " + name).isNotNull();
      assertThat(text).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @CsvSource({"40, 10", "60, 20", "80, 24", "120, 32"})
  void conversation(int columns, int rows) throws IOException {
    matches(talk(columns, rows), "talk-" + columns + "x" + rows);
  }

  @Test
  void whatIsNewStandsUnderALine() throws IOException {
    Scene scene = Scene.signedIn(80, 24).comes(Scene.fromBob(1, "old"));
    scene.happens(new Event.Opened(Scene.BOB)).happens(new Event.Opened(null));
    scene.comes(Scene.fromBob(2, "new"), Scene.fromBob(3, "newer"));
    matches(scene.happens(new Event.Opened(Scene.BOB)), "new-80x24");
  }

  @Test
  void whatWasDoneToATextStandsAtIt() throws IOException {
    Scene scene = Scene.signedIn(80, 24).comes(Scene.fromBob(1, "frist"));
    scene.comes(
        new Edited(3, 2, 0, 8, "bob", "e", 1, "first", null, 7),
        new Reacted(3, 3, 0, 7, "ann", "r", 1, "👍", true, null, 8),
        new DirectPosted(3, 4, Scene.ts(4), 8, "bob", "b", 7, "second", 1L, null),
        Scene.fromBob(5, "third"),
        new Recalled(3, 6, 0, 8, "bob", "t", 5, null, 7));
    matches(scene.happens(new Event.Opened(Scene.BOB)), "touched-80x24");
  }

  @Test
  void listTakesTheWholeOfANarrowWindow() throws IOException {
    matches(talk(60, 20).press("Tab"), "list-60x20");
  }

  @ParameterizedTest
  @CsvSource({"40, 10", "80, 24"})
  void form(int columns, int rows) throws IOException {
    Scene scene = new Scene(columns, rows).type("ann").press("Tab").type("secret");
    matches(scene, "form-" + columns + "x" + rows);
  }

  @Test
  void switcher() throws IOException {
    matches(talk(80, 24).press("Ctrl-K").type("o"), "switcher-80x24");
  }

  @Test
  void help() throws IOException {
    matches(talk(80, 24).press("F1"), "help-80x24");
  }

  @Test
  void windowTooSmallIsSaid() {
    assertThat(talk(39, 9).text()).contains("Make the window larger", "39 by 9");
  }

  @Test
  void passwordIsNotShown() {
    Scene scene = new Scene(80, 24).type("ann").press("Tab").type("secret");

    assertThat(scene.text()).contains("••••••").doesNotContain("secret");
  }

  @Test
  void hostileTextCannotSteerTheTerminal() {
    assertThat(talk(80, 24).text())
        .doesNotContain("\u001b", "\u0007", "\u202E", "\u009b", "\u0000");
  }

  @Test
  void outageIsSaidWithASecondsCount() {
    Scene scene = talk(80, 24);
    long now = Instant.parse("2026-11-24T20:00:00Z").toEpochMilli();
    scene.happens(new Event.Lost(now + 2_500, "Nobody listens there."));

    assertThat(scene.text()).contains("✗ offline: Nobody listens there. Trying again in 3 s.");
  }
}
