package rookery.loadtest.crucible;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;

/// One direction of a connection through the proxy: its thread carries bytes, others spoil it.
final class Pipe implements Runnable {
  private static final int CHUNK_BYTES = 4_096;
  private static final long NEVER = 0;

  private final Socket from;
  private final Socket to;
  private volatile long delayMs;
  private volatile boolean swallows;
  private volatile boolean truncates;
  private long stalledUntil = NEVER;

  Pipe(Socket from, Socket to) {
    this.from = from;
    this.to = to;
  }

  @Override
  public void run() {
    byte[] bytes = new byte[CHUNK_BYTES];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
        pass();
        if (truncates) {
          out.write(bytes, 0, length / 2);
          break;
        }
        if (!swallows) {
          out.write(bytes, 0, length);
        }
      }
      to.shutdownOutput();
    } catch (IOException _) {
      reset(to);
      reset(from);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void pass() throws InterruptedException {
    if (delayMs > 0) {
      Thread.sleep(delayMs);
    }
    synchronized (this) {
      for (long left = left(); left > 0; left = left()) {
        wait(left);
      }
    }
  }

  private long left() {
    return stalledUntil == NEVER ? 0 : (stalledUntil - System.nanoTime()) / 1_000_000;
  }

  void delay(Duration each) {
    delayMs = each.toMillis();
  }

  synchronized void stall(Duration most) {
    stalledUntil = System.nanoTime() + most.toNanos();
  }

  void swallow() {
    swallows = true;
  }

  /// Lets half of the next chunk pass, then nothing.
  void truncate() {
    truncates = true;
  }

  /// Whether bytes were dropped, so that nothing may follow them.
  boolean lossy() {
    return swallows;
  }

  synchronized void heal() {
    delayMs = 0;
    stalledUntil = NEVER;
    notifyAll();
  }

  /// Closes as a killed process does.
  static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException _) {
      // Closed already.
    }
    try {
      socket.close();
    } catch (IOException _) {
      // It is gone either way.
    }
  }
}
