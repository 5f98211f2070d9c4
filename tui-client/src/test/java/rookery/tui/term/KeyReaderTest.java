package rookery.tui.term;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class KeyReaderTest {
  private final LinkedBlockingQueue<Input> inputs = new LinkedBlockingQueue<>();

  @Test
  void theEndOfTheStreamIsTheLastInput() throws InterruptedException {
    try (KeyReader _ = reading(stream("a\033[A"))) {
      assertThat(next()).isEqualTo(new Input.Text("a"));
      assertThat(next()).isEqualTo(Input.Key.of(KeyName.UP));
      assertThat(next()).isEqualTo(new Input.EndOfInput());
    }
  }

  @Test
  void aLoneEscapeIsGivenUpOnWithoutAnotherByte() throws IOException, InterruptedException {
    try (PipedOutputStream keyboard = new PipedOutputStream();
        KeyReader _ = reading(new PipedInputStream(keyboard))) {
      keyboard.write(0x1b);
      keyboard.flush();
      assertThat(next()).isEqualTo(Input.Key.of(KeyName.ESCAPE));
    }
  }

  @Test
  void aFailingStreamEndsToo() throws InterruptedException {
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("gone");
          }
        };
    try (KeyReader _ = reading(failing)) {
      assertThat(next()).isEqualTo(new Input.EndOfInput());
    }
  }

  private KeyReader reading(InputStream stream) {
    return new KeyReader(stream, inputs::add).start();
  }

  private Input next() throws InterruptedException {
    return inputs.poll(10, TimeUnit.SECONDS);
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
