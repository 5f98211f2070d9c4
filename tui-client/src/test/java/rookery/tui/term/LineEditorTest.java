package rookery.tui.term;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LineEditorTest {
  private final LineEditor editor = new LineEditor(100);

  @Test
  void typedTextStandsBeforeTheCursor() {
    type("abc");
    press("Left");
    type("X");
    assertThat(editor.text()).isEqualTo("abXc");
    assertThat(editor.cursor()).isEqualTo(3);
  }

  @Test
  void backspaceTakesAWholeCluster() {
    type("a👨‍👩‍👧‍👦");
    press("Backspace");
    assertThat(editor.text()).isEqualTo("a");
    type("e\u0301");
    press("Backspace");
    assertThat(editor.text()).isEqualTo("a");
  }

  @Test
  void theCursorNeverStandsInsideACluster() {
    type("漢🇯🇵👍🏽e\u0301");
    press("Left");
    press("Left");
    assertThat(editor.cursorColumn(Widths.CUSTOMARY)).isEqualTo(4);
    press("Right");
    assertThat(editor.cursorColumn(Widths.CUSTOMARY)).isEqualTo(6);
  }

  @Test
  void wordsAreSteppedOver() {
    type("one two-three");
    press("Alt-B");
    assertThat(editor.cursor()).isEqualTo(8);
    press("Ctrl-Left");
    press("Ctrl-Left");
    assertThat(editor.cursor()).isZero();
    press("Alt-F");
    assertThat(editor.cursor()).isEqualTo(3);
  }

  @Test
  void killedTextComesBack() {
    type("one two three");
    press("Ctrl-W");
    assertThat(editor.text()).isEqualTo("one two ");
    press("Ctrl-Y");
    press("Home");
    press("Ctrl-K");
    assertThat(editor.isEmpty()).isTrue();
    press("Ctrl-Y");
    assertThat(editor.text()).isEqualTo("one two three");
    press("Ctrl-U");
    assertThat(editor.text()).isEmpty();
  }

  @Test
  void aPasteKeepsItsLinesAndLosesItsControls() {
    LineKeys.apply(new Input.Paste("one\ntwo\033[2J", false), editor);
    assertThat(editor.text()).isEqualTo("one\ntwo␛[2J");
    assertThat(editor.cursorLine()).isEqualTo(1);
  }

  @Test
  void linesAreWalkedByColumn() {
    editor.set("long line\nab\n漢漢漢");
    assertThat(editor.cursorColumn(Widths.CUSTOMARY)).isEqualTo(6);
    assertThat(editor.up(Widths.CUSTOMARY)).isTrue();
    assertThat(editor.cursor()).isEqualTo(12);
    assertThat(editor.up(Widths.CUSTOMARY)).isTrue();
    assertThat(editor.cursor()).isEqualTo(2);
    assertThat(editor.up(Widths.CUSTOMARY)).isFalse();
    assertThat(editor.down(Widths.CUSTOMARY)).isTrue();
    assertThat(editor.down(Widths.CUSTOMARY)).isTrue();
    assertThat(editor.down(Widths.CUSTOMARY)).isFalse();
    press("Home");
    assertThat(editor.cursor()).isEqualTo(13);
  }

  @Test
  void itsLengthIsBoundedAtAWholeCluster() {
    LineEditor small = new LineEditor(5);
    assertThat(small.insert("abc")).isTrue();
    assertThat(small.insert("👍🏽")).isFalse();
    assertThat(small.text()).isEqualTo("abc");
  }

  @Test
  void whatIsNoEditingKeyIsLeftToOthers() {
    assertThat(LineKeys.apply(Input.Key.parse("Enter"), editor)).isFalse();
    assertThat(LineKeys.apply(Input.Key.parse("Ctrl-D"), editor)).isFalse();
    type("a");
    press("Home");
    press("Ctrl-D");
    assertThat(editor.isEmpty()).isTrue();
  }

  private void type(String text) {
    text.codePoints()
        .mapToObj(Character::toString)
        .forEach(typed -> LineKeys.apply(new Input.Text(typed), editor));
  }

  private void press(String key) {
    assertThat(LineKeys.apply(Input.Key.parse(key), editor)).isTrue();
  }
}
