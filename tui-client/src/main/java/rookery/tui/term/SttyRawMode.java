package rookery.tui.term;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Raw mode by the `stty` command, for systems whose C library we cannot call.
final class SttyRawMode implements RawMode {
  private static final long WAIT_SECONDS = 5;

  private final File device;
  private final String found;

  private SttyRawMode(File device, String found) {
    this.device = device;
    this.found = found;
  }

  /// @throws NoTerminalException if the device is no terminal or there is no such command
  static SttyRawMode open(String device) throws NoTerminalException {
    File file = new File(device);
    try {
      return new SttyRawMode(file, stty(file, "-g"));
    } catch (IOException e) {
      throw noTerminal(e);
    }
  }

  @Override
  public void enter() throws NoTerminalException {
    try {
      stty(device, "raw", "-echo");
    } catch (IOException e) {
      throw noTerminal(e);
    }
  }

  @Override
  public void restore() {
    try {
      stty(device, found);
    } catch (IOException _) {
      // the terminal is gone, and with it what there was to restore
    }
  }

  @Override
  public Size size() {
    try {
      String[] rowsColumns = stty(device, "size").split(" ", -1);
      return new Size(Integer.parseInt(rowsColumns[1]), Integer.parseInt(rowsColumns[0]));
    } catch (IOException | IllegalArgumentException | ArrayIndexOutOfBoundsException _) {
      return Size.CUSTOMARY;
    }
  }

  @Override
  public void stopJob() {
    try {
      run(device, List.of("sh", "-c", "kill -TSTP 0"));
    } catch (IOException _) {
      // no such job: nothing stops, the program goes on
    }
  }

  private static String stty(File device, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("stty"));
    command.addAll(List.of(arguments));
    return run(device, command);
  }

  private static String run(File device, List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectInput(device)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    try {
      if (!process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(command.getFirst() + " failed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return output;
  }

  private static NoTerminalException noTerminal(IOException cause) {
    NoTerminalException e = new NoTerminalException("there is no terminal to draw on");
    e.initCause(cause);
    return e;
  }
}
