package rookery.server.wire;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import rookery.protocol.codec.Frame;
import rookery.server.session.Session;

/// Writes what a connection's outbox holds, until it is empty; run by one thread at a time.
///
/// A write costs a system call, whatever its size: so all that waits goes into one. Only the
/// classic client, which takes what one read gives for one object, gets each object by itself and
/// after a pause.
final class WriteLoop implements Runnable {
  private static final Logger LOG = System.getLogger(WriteLoop.class.getName());

  /// Between two objects of the classic form.
  private static final Duration CLASSIC_PAUSE = Duration.ofMillis(3);

  /// Bytes of one write at most: the time that a write may take is meant for so many.
  private static final int MAX_WRITE = 256 << 10;

  private final ChatConnection connection;
  private final Link link;
  private long classicAt = System.nanoTime() - CLASSIC_PAUSE.toNanos();

  WriteLoop(ChatConnection connection, Link link) {
    this.connection = connection;
    this.link = link;
  }

  @Override
  public void run() {
    try {
      for (List<Outgoing> all = link.outbox().take(); !all.isEmpty(); all = link.outbox().take()) {
        if (connection.version2()) {
          write(all);
        } else {
          writeClassic(all);
        }
      }
    } catch (IOException e) {
      connection.cut("writing failed: " + e.getMessage());
    } catch (InterruptedException _) {
      connection.cut("its writer was told to stop");
    } catch (RuntimeException e) { // a loop's last resort
      LOG.log(Level.ERROR, connection + " cannot be written to", e);
      connection.cut("writing failed");
    }
    if (connection.closing()) {
      connection.writerEnded();
    }
  }

  /// Bytes of a frame in the form that is spoken now.
  int size(Frame frame) {
    return connection.version2()
        ? frame.version2().length
        : frame.classic(link.wire().classic()).stream().mapToInt(object -> object.length).sum();
  }

  private void write(List<Outgoing> all) throws IOException {
    int size = 0;
    for (Outgoing item : all) {
      size +=
          switch (item) {
            case Outgoing.Message message -> link.packing().size(message.frame().version2().length);
            case Outgoing.Raw raw -> raw.bytes().length;
          };
    }
    ByteBuffer bytes = ByteBuffer.allocate(size);
    for (Outgoing item : all) {
      switch (item) {
        case Outgoing.Message message ->
            link.packing().pack(message.frame().version2(), true, bytes);
        case Outgoing.Raw raw -> bytes.put(raw.bytes());
      }
    }
    write(bytes.array());
    link.wire().traffic().framesOut.add(all.size());
  }

  private void writeClassic(List<Outgoing> all) throws IOException, InterruptedException {
    for (Outgoing item : all) {
      switch (item) {
        case Outgoing.Raw raw -> write(raw.bytes());
        case Outgoing.Message message -> writeClassic(message);
      }
    }
  }

  private void writeClassic(Outgoing.Message message) throws IOException, InterruptedException {
    for (byte[] object : message.frame().classic(link.wire().classic())) {
      ByteBuffer bytes = ByteBuffer.allocate(link.packing().size(object.length));
      link.packing().pack(object, false, bytes);
      Thread.sleep(Duration.ofNanos(classicAt - System.nanoTime()).plus(CLASSIC_PAUSE));
      write(bytes.array());
      classicAt = System.nanoTime();
    }
    link.wire().traffic().framesOut.increment();
    Session session = message.session();
    if (session != null) {
      session.writtenClassic(message.frame().message());
    }
  }

  private void write(byte[] bytes) throws IOException {
    for (int from = 0; from < bytes.length; from += MAX_WRITE) {
      int to = Math.min(bytes.length, from + MAX_WRITE);
      link.pulse().writes();
      link.transport()
          .write(to - from == bytes.length ? bytes : Arrays.copyOfRange(bytes, from, to));
      link.pulse().written();
    }
    link.wire().traffic().bytesOut.add(bytes.length);
  }
}
