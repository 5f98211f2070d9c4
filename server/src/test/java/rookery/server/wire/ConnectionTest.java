package rookery.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rookery.protocol.codec.Frame;
import rookery.server.session.Connection;

/// The loops of a connection, write by write.
@Timeout(value = 30, unit = TimeUnit.SECONDS)
final class ConnectionTest {
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final WireTimes PATIENT =
      new WireTimes(LONG, LONG, LONG, LONG, LONG, Duration.ofMillis(5));
  private static final String HELLO = "{\"msgid\":12,\"v\":2}";
  private static final String PONG = "{\"msgid\":13,\"ts\":1}\n";

  private final Echo echo = new Echo();
  private final MemoryTransport far = new MemoryTransport();
  private Served served;

  @AfterEach
  void closeAll() throws InterruptedException {
    served.close();
    assertThat(echo.closed).as("told about the end").hasSize(1);
  }

  @Test
  void classicObjectsHaveAWriteEachAndAPauseBetween() throws InterruptedException {
    serve(PATIENT);
    far.receive("{\"msgid\":1,\"id\":7,\"password\":\"x\"}");
    far.receive("{\"msgid\":5,\"to\":7,\"msg\":\"" + "x".repeat(4_000) + "\"}");
    List<MemoryTransport.Write> writes = writes(6);
    assertThat(writes)
        .extracting(MemoryTransport.Write::text)
        .allMatch(text -> text.indexOf('\0') == text.length() - 1 && text.length() < 1_024);
    for (int i = 1; i < writes.size(); i++) {
      assertThat(writes.get(i).begun() - writes.get(i - 1).ended())
          .isGreaterThanOrEqualTo(Duration.ofMillis(3).toNanos());
    }
    assertThat(Waiting.forNext(echo.received).seq()).isEqualTo(1); // once for all its pieces
  }

  @Test
  void whatWaitsSharesAWrite() throws InterruptedException {
    Connection connection = hello(PATIENT);
    far.stopReading();
    IntStream.range(0, 100).forEach(i -> connection.send(frame(i)));
    far.readAgain();
    List<MemoryTransport.Write> writes = new ArrayList<>();
    for (int lines = 0; lines < 100; ) {
      writes.add(Waiting.forNext(far.writes));
      lines += (int) writes.getLast().text().lines().count();
    }
    assertThat(writes).hasSizeLessThanOrEqualTo(2); // the one that was stuck, and all others
  }

  @Test
  void formIsThatOfTheMomentOfWriting() throws InterruptedException {
    Connection connection = hello(PATIENT);
    connection.send(frame(1));
    assertThat(Waiting.forNext(far.writes).text())
        .startsWith("{\"msgid\":5,\"conv\":1,")
        .endsWith("}\n");
  }

  @Test
  void fullOutboxCutsTheConnection() throws InterruptedException {
    Connection connection = hello(PATIENT);
    far.stopReading();
    IntStream.rangeClosed(0, 2 * Outbox.MAX_FRAMES).forEach(i -> connection.send(frame(i)));
    far.awaitClosed();
  }

  @Test
  void fullOutboxIsAMatterOfBytesToo() throws InterruptedException {
    Connection connection = hello(PATIENT);
    far.stopReading();
    int frames = 3 * Outbox.MAX_BYTES / 60_000;
    IntStream.range(0, frames).forEach(i -> connection.send(frame(i, "x".repeat(60_000))));
    far.awaitClosed();
  }

  @Test
  void ownRequestsDoNotOverflow() throws InterruptedException {
    hello(PATIENT);
    far.stopReading();
    int pings = 4 * Outbox.MAX_FRAMES;
    IntStream.range(0, pings / 16).forEach(i -> far.receive("{\"msgid\":12}".repeat(16)));
    for (int i = 0; i < Outbox.MAX_FRAMES / 2; i++) {
      Waiting.forNext(echo.pinged);
    }
    far.readAgain(); // now that the reader had to wait
    int pongs = 0;
    while (pongs < pings) {
      pongs += (int) Waiting.forNext(far.writes).text().lines().count();
    }
    assertThat(pongs).isEqualTo(pings);
  }

  @Test
  void drainedWhenAllIsWritten() throws InterruptedException {
    Connection connection = hello(PATIENT);
    assertThat(connection.awaitDrained(LONG)).isTrue();
    far.stopReading();
    connection.send(frame(1));
    assertThat(connection.awaitDrained(Duration.ofMillis(10))).isFalse();
    far.readAgain();
    assertThat(connection.awaitDrained(LONG)).isTrue();
  }

  @Test
  void closeWritesWhatWaits() throws InterruptedException {
    Connection connection = hello(PATIENT);
    far.stopReading();
    connection.send(frame(1));
    connection.send(frame(2));
    connection.close("test");
    connection.close("again");
    connection.send(frame(3));
    far.readAgain();
    far.awaitClosed();
    assertThat(far.writes.stream().flatMap(write -> write.text().lines())).hasSize(2);
  }

  @Test
  void closeOfAStuckConnectionIsCut() throws InterruptedException {
    Connection connection = hello(new WireTimes(LONG, LONG, LONG, LONG, SHORT, SHORT));
    far.stopReading();
    connection.send(frame(1));
    connection.close("test");
    far.awaitClosed();
  }

  @Test
  void whoDoesNotReadIsCut() throws InterruptedException {
    Connection connection = hello(new WireTimes(LONG, LONG, LONG, SHORT, LONG, SHORT));
    far.stopReading();
    connection.send(frame(1));
    far.awaitClosed();
  }

  @Test
  void halfAFrameIsCut() throws InterruptedException {
    serve(new WireTimes(SHORT, LONG, LONG, LONG, LONG, SHORT));
    far.receive("{\"msgid\":");
    far.awaitClosed();
  }

  @Test
  void silentVersion2ClientIsCut() throws InterruptedException {
    hello(new WireTimes(LONG, SHORT, LONG, LONG, LONG, SHORT));
    far.awaitClosed();
  }

  @Test
  void endOfTheStreamIsTheEnd() throws InterruptedException {
    hello(PATIENT);
    far.endOfStream();
    far.awaitClosed();
  }

  private void serve(WireTimes times) {
    served = new Served(echo, far, times);
  }

  private Connection hello(WireTimes times) throws InterruptedException {
    serve(times);
    far.receive(HELLO);
    assertThat(Waiting.forNext(far.writes).text()).isEqualTo(PONG);
    return Waiting.forNext(echo.pinged);
  }

  private List<MemoryTransport.Write> writes(int count) throws InterruptedException {
    List<MemoryTransport.Write> writes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      writes.add(Waiting.forNext(far.writes));
    }
    return writes;
  }

  private static Frame frame(int seq) {
    return frame(seq, "hi");
  }

  private static Frame frame(int seq, String text) {
    return new Frame(Echo.posted(seq, text));
  }
}
