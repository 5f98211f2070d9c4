package rookery.tui.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import rookery.protocol.SelfMessages.ChangePassword;
import rookery.protocol.SelfMessages.Erase;
import rookery.tui.command.Action;
import rookery.tui.model.Event;
import rookery.tui.term.Input;

final class QuestionTest {
  private static Scene asking(String command) {
    Scene scene = Scene.signedIn(80, 24).happens(new Event.Opened(Scene.BOB));
    return scene.type(command).press("Enter");
  }

  @Test
  void passwordsAreNeverShown() {
    Scene scene = asking("/password").type("correct horse");
    assertThat(scene.text()).contains("Your password", "•••••••••••••").doesNotContain("correct");

    scene.press("Enter").type("battery staple");
    assertThat(scene.text()).contains("A new password").doesNotContain("battery");

    scene.press("Enter").input(new Input.Paste("battery staple\n", false)).press("Enter");
    assertThat(scene.takeActions())
        .filteredOn(Action.Ask.class::isInstance)
        .singleElement()
        .extracting(ask -> ((Action.Ask) ask).request())
        .isEqualTo(new ChangePassword("correct horse", "battery staple"));
  }

  @Test
  void nothingOfItIsAmongWhatWasWritten() {
    Scene scene = asking("/password correct horse").type("correct horse").press("Escape");
    assertThat(scene.text()).contains("Nothing was changed.").doesNotContain("correct");

    scene.press("Up", "Up");
    assertThat(scene.text()).doesNotContain("correct", "/password");
  }

  @Test
  void erasingAsksTwice() {
    Scene scene = asking("/erase").type("correct horse").press("Enter").type("erase");
    assertThat(scene.text()).contains("type erase", "Enter, or Esc");

    scene.press("Enter");
    assertThat(scene.takeActions())
        .filteredOn(Action.Ask.class::isInstance)
        .singleElement()
        .extracting(ask -> ((Action.Ask) ask).request())
        .isEqualTo(new Erase("correct horse"));
    assertThat(scene.text()).doesNotContain("Enter, or Esc");
  }

  @Test
  void emptyAnswerIsNone() {
    assertThat(asking("/erase").press("Enter").text()).contains("Erase your account");
  }
}
