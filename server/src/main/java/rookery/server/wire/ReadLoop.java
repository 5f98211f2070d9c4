package rookery.server.wire;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import rookery.protocol.ErrorCode;
import rookery.protocol.ProtocolException;
import rookery.server.limit.Paces;

/// Reads a connection to its end and hands each object to the dispatcher, in order.
final class ReadLoop {
  private static final Logger LOG = System.getLogger(ReadLoop.class.getName());
  private static final byte[] NOTHING = {};

  /// How soon one that rests sees that its connection closes.
  private static final long LOOK_NANOS = 100_000_000;

  private final ChatConnection connection;
  private final Link link;
  private final Input input;
  private final Paces.Pace pace;
  private int frames;

  ReadLoop(ChatConnection connection, Link link, Input input) {
    this.connection = connection;
    this.link = link;
    this.input = input;
    this.pace = link.wire().paces().next();
  }

  /// Returns when nothing more will come; then the connection closes or is cut.
  void run() {
    try {
      readAll();
      connection.close("the client is gone");
    } catch (IOException e) {
      connection.cut("reading failed: " + e.getMessage());
    } catch (InterruptedException _) {
      connection.cut("its reader was told to stop");
    } catch (RuntimeException e) { // a loop's last resort
      LOG.log(Level.ERROR, connection + " cannot be read", e);
      connection.cut("reading failed");
    }
  }

  private void readAll() throws IOException, InterruptedException {
    while (!input.ended()) {
      link.outbox().awaitRoom();
      link.pulse().waits();
      byte[] bytes = link.transport().read();
      link.pulse().works();
      if (bytes == null) {
        return;
      }
      link.wire().traffic().bytesIn.add(bytes.length);
      if (!connection.deaf()) {
        int length = bytes.length;
        handle(bytes);
        bytes = NOTHING; // but what was not looked at may hold a goodbye
        rest(length);
      }
      if (connection.deaf()) {
        input.discard(bytes);
      }
    }
  }

  /// Who brings too much is not read for a while: on the way to us it costs nobody but him.
  private void rest(int bytes) throws InterruptedException {
    Duration rest = pace.rest(connection.remoteAddress(), frames, bytes);
    frames = 0;
    long end = System.nanoTime() + rest.toNanos();
    for (long left = rest.toNanos(); left > 0 && !connection.deaf(); ) {
      Thread.sleep(Duration.ofNanos(Math.min(left, LOOK_NANOS)));
      left = end - System.nanoTime();
    }
  }

  private void handle(byte[] bytes) {
    input.feed(bytes);
    boolean ended = false;
    while (!connection.deaf() && handleNext()) {
      ended = true;
    }
    link.pulse().handled(ended, input.pending());
  }

  /// Whether there was something.
  private boolean handleNext() {
    try {
      Optional<String> text = input.next();
      if (text.isEmpty()) {
        return false;
      }
      frames++;
      link.wire().traffic().framesIn.increment();
      if (link.wire().guard().away()) {
        connection.turnAway(text.get());
      } else if (!link.wire().dispatcher().received(connection, text.get())) {
        input.skipToBoundary();
      }
    } catch (ProtocolException e) {
      link.wire().dispatcher().malformed(connection, e);
      if (e.framingLost()) {
        int code = e.code() == ErrorCode.TOO_LARGE ? WsFrame.TOO_BIG : WsFrame.INVALID_TEXT;
        connection.close(code, String.valueOf(e.getMessage()));
      }
    } catch (WsViolation e) {
      connection.close(e.code(), e.text());
    }
    return true;
  }
}
