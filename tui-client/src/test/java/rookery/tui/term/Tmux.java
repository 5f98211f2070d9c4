package rookery.tui.term;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// A shell in a tmux of its own, which is a real pseudo-terminal with a screen that can be read.
final class Tmux {
  private static final String PROMPT = "at-ease>";
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final Path directory = Files.createTempDirectory("rookery-tmux");
  private final Path socket = directory.resolve("socket");

  Tmux() throws IOException, InterruptedException {
    run("-f", "/dev/null", "new-session", "-d", "-x", "90", "-y", "24", "sh -i");
  }

  /// Waits for the shell and gives it a prompt that can be told from everything else.
  void settle() throws IOException, InterruptedException {
    awaitScreen(screen -> !screen.isBlank());
    type("PS1='" + PROMPT + " '");
    press("Enter");
    awaitPrompt();
  }

  static boolean available() {
    try {
      return new ProcessBuilder("tmux", "-V").start().waitFor() == 0;
    } catch (IOException | InterruptedException _) {
      return false;
    }
  }

  /// Types text, and no Enter after it.
  void type(String text) throws IOException, InterruptedException {
    run("send-keys", "-l", text);
  }

  /// Presses keys by tmux's names for them.
  void press(String... keys) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("send-keys"));
    command.addAll(List.of(keys));
    run(command.toArray(String[]::new));
  }

  void resize(int columns, int rows) throws IOException, InterruptedException {
    run("resize-window", "-x", "" + columns, "-y", "" + rows);
  }

  String screen() throws IOException, InterruptedException {
    return run("capture-pane", "-p");
  }

  boolean onOtherScreen() throws IOException, InterruptedException {
    return run("display-message", "-p", "#{alternate_on}").strip().equals("1");
  }

  /// The path of the terminal's device; what is written to it is shown.
  String device() throws IOException, InterruptedException {
    return run("display-message", "-p", "#{pane_tty}").strip();
  }

  /// As `screen`, with the sequences that make the colours and the blanks at the ends.
  String coloredScreen() throws IOException, InterruptedException {
    return run("capture-pane", "-p", "-e", "-N");
  }

  /// The settings of the terminal's device, a blank before and after each.
  String settings() throws IOException, InterruptedException {
    String settings = execute(List.of("sh", "-c", "stty -a < " + device()));
    return " " + settings.replaceAll("\\s+", " ");
  }

  String awaitScreen(Predicate<String> wanted) throws IOException, InterruptedException {
    Instant end = Instant.now().plus(DEADLINE);
    String screen = screen();
    while (!wanted.test(screen)) {
      assertThat(Instant.now()).as("still shown: %s", screen).isBefore(end);
      screen = screen();
    }
    return screen;
  }

  /// Waits until the shell has the terminal and nothing has been typed.
  void awaitPrompt() throws IOException, InterruptedException {
    awaitScreen(screen -> screen.stripTrailing().endsWith("\n" + PROMPT));
  }

  void end() throws IOException, InterruptedException {
    run("kill-server");
    Files.deleteIfExists(socket);
    Files.deleteIfExists(directory);
  }

  private String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("tmux", "-S", socket.toString()));
    command.addAll(List.of(arguments));
    return execute(command);
  }

  private static String execute(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeAll(List.of("DISPLAY", "TMUX", "ENV"));
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s: %s", command, output).isZero();
    return output;
  }
}
