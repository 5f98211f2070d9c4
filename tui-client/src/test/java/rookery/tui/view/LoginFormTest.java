package rookery.tui.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import rookery.tui.command.Action;
import rookery.tui.model.Event;
import rookery.tui.term.Input;

final class LoginFormTest {
  private static Scene form() {
    return new Scene(80, 24);
  }

  @Test
  void signsIn() {
    Scene scene = form().type("小明").press("Tab").type("correct horse").press("Enter");

    assertThat(scene.takeActions())
        .containsExactly(new Action.SignIn("小明", "correct horse", false));
  }

  @Test
  void signsUp() {
    Scene scene = form().press("Ctrl-R").type("ann").press("Enter").type("correct horse");

    assertThat(scene.press("Enter").takeActions())
        .containsExactly(new Action.SignIn("ann", "correct horse", true));
  }

  @Test
  void spaceTogglesTheNewAccount() {
    Scene scene = form().press("Tab", "Tab", " ");

    assertThat(scene.text()).contains("[x] make a new account");
  }

  @Test
  void whatIsMissingIsSaid() {
    assertThat(form().press("Enter").text()).contains("Type a name.");
    assertThat(form().type("ann").press("Tab", "Enter").text()).contains("Type a password.");
    assertThat(form().press("Ctrl-R").type("ann").press("Tab").type("short").press("Enter").text())
        .contains("A password needs at least 8 characters.");
  }

  @Test
  void refusalKeepsWhatWasTyped() {
    Scene scene = form().type("ann").press("Tab").type("wrong horse").press("Enter");
    scene.happens(new Event.Refused("The name or the password is wrong.", false));

    assertThat(scene.text()).contains("ann", "•••••••••••", "The name or the password is wrong.");
  }

  @Test
  void pastedPasswordLosesItsLineEnd() {
    Scene scene = form().type("ann").press("Tab").input(new Input.Paste("correct horse\n", false));

    assertThat(scene.press("Enter").takeActions())
        .containsExactly(new Action.SignIn("ann", "correct horse", false));
  }

  @Test
  void endedTokenAsksForThePassword() {
    Scene scene = form().happens(new Event.Refused("Gone.", true));

    assertThat(scene.text()).contains("This device is no longer signed in: type your password.");
  }
}
