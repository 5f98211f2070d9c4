package rookery.tui.term;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.googlecode.lanterna.TextColor;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TtyIT {
  private static final Pattern READY = Pattern.compile("ready as (\\d+)");

  private Tmux tmux;
  private String before;

  @BeforeEach
  void shell() throws IOException, InterruptedException {
    assumeTrue(Tmux.available(), "tmux is not installed");
    tmux = new Tmux();
    tmux.settle();
    before = tmux.settings();
    assertThat(before).contains(" icanon ", " isig ", " ixon ", " icrnl ", " echo ");
  }

  @AfterEach
  void end() throws IOException, InterruptedException {
    if (tmux != null) {
      tmux.end();
    }
  }

  @Test
  void theTerminalIsRawAndOnItsOtherScreen() throws IOException, InterruptedException {
    start();
    assertThat(tmux.onOtherScreen()).isTrue();
    assertThat(tmux.settings())
        .contains(" -icanon ", " -isig ", " -ixon ", " -iexten ", " -icrnl ", " -echo ");
  }

  @Test
  void everyKeyArrives() throws IOException, InterruptedException {
    start();
    tmux.press("C-c", "C-z", "C-\\", "C-s", "Enter", "Up", "M-1", "F5");
    tmux.type("é漢");
    tmux.awaitScreen(
        screen -> screen.startsWith("Ctrl-C,Ctrl-Z,Ctrl-\\,Ctrl-S,Enter,Up,Alt-1,F5,é,漢,"));
  }

  @Test
  void aLoneEscapeArrives() throws IOException, InterruptedException {
    start();
    tmux.press("Escape");
    tmux.awaitScreen(screen -> screen.startsWith("Escape,"));
  }

  @Test
  void aNewSizeIsNoticed() throws IOException, InterruptedException {
    start();
    tmux.resize(70, 20);
    tmux.awaitScreen(screen -> screen.startsWith("70x20,"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"q", "x", "e"})
  void theTerminalIsAsFoundAfterAnyEnd(String key) throws IOException, InterruptedException {
    start();
    tmux.type(key);
    assertRestored();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "HUP", "INT"})
  void theTerminalIsAsFoundAfterASignal(String signal) throws IOException, InterruptedException {
    long pid = start();
    assertThat(new ProcessBuilder("kill", "-" + signal, "" + pid).start().waitFor()).isZero();
    assertRestored();
  }

  @Test
  void aStoppedProgramLeavesTheTerminalAndComesBack() throws IOException, InterruptedException {
    start();
    tmux.type("z");
    tmux.awaitScreen(screen -> screen.contains("Stopped"));
    assertThat(tmux.onOtherScreen()).isFalse();
    assertThat(tmux.settings()).isEqualTo(before);
    tmux.type("fg");
    tmux.press("Enter");
    tmux.awaitScreen(screen -> screen.startsWith("back,"));
    assertThat(tmux.onOtherScreen()).isTrue();
    assertThat(tmux.settings()).contains(" -icanon ", " -isig ");
  }

  @Test
  void withoutATerminalItSaysSo() throws IOException, InterruptedException {
    assumeTrue(System.getProperty("os.name").startsWith("Linux"), "setsid is Linux's");
    List<String> command = Stream.concat(Stream.of("setsid", "--wait"), command()).toList();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isOne();
    assertThat(output).contains("NoTerminalException: there is no terminal to draw on");
  }

  private long start() throws IOException, InterruptedException {
    tmux.type(command().collect(Collectors.joining(" ")));
    tmux.press("Enter");
    String screen = tmux.awaitScreen(shown -> READY.matcher(shown).find());
    Matcher ready = READY.matcher(screen);
    assertThat(ready.find()).isTrue();
    return Long.parseLong(ready.group(1));
  }

  private void assertRestored() throws IOException, InterruptedException {
    tmux.awaitPrompt();
    assertThat(tmux.onOtherScreen()).isFalse();
    assertThat(tmux.settings()).isEqualTo(before);
  }

  private static Stream<String> command() {
    String classPath =
        Stream.of(TtyMain.class, Tty.class, TextColor.class)
            .map(TtyIT::location)
            .distinct()
            .collect(Collectors.joining(":"));
    return Stream.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        classPath,
        TtyMain.class.getName());
  }

  private static String location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
