package rookery.server.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;

/// A Unix domain socket in a folder of the node's own, on which the keeper's commands come: one
/// line a connection, and one line back. Whoever may open the file may do all, so it is its owner's
/// alone.
public final class KeeperSocket implements AutoCloseable {
  private static final Logger LOG = System.getLogger(KeeperSocket.class.getName());

  /// Bytes of a line, either way.
  private static final int LINE = 16_384;

  private static final int CONNECTIONS = 4;

  /// How long a line may take to come.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Path path;
  private final UnaryOperator<String> answers;
  private final ServerSocketChannel listening;
  private final Semaphore room = new Semaphore(CONNECTIONS);
  private final Thread thread;

  private KeeperSocket(Path path, ServerSocketChannel listening, UnaryOperator<String> answers) {
    this.path = path;
    this.listening = listening;
    this.answers = answers;
    this.thread = Thread.ofVirtual().name("keeper-accept").start(this::acceptForEver);
  }

  /// Listens.
  ///
  /// @param path of the socket; what a dead node left there goes
  /// @param answers from a line to the answer's, without newlines; may block
  /// @throws IOException when another node listens there, or the file cannot be made
  public static KeeperSocket open(Path path, UnaryOperator<String> answers) throws IOException {
    if (Files.exists(path)) {
      if (isAnswered(path)) {
        throw new IOException("another node listens on " + path);
      }
      Files.delete(path);
    }
    ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      listening.bind(UnixDomainSocketAddress.of(path));
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
      return new KeeperSocket(path, listening, answers);
    } catch (IOException e) {
      listening.close();
      throw e;
    }
  }

  /// Sends a line to the node that listens there, and waits for its answer.
  ///
  /// @throws IOException when no node listens there
  public static String ask(Path path, String line) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      write(channel, line);
      return read(channel);
    }
  }

  private static boolean isAnswered(Path path) {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      return channel.isConnected();
    } catch (IOException _) {
      return false;
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      listening.close();
      Files.deleteIfExists(path);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the socket " + path + " stays: " + e.getMessage());
    }
  }

  private void acceptForEver() {
    try {
      while (true) {
        room.acquire();
        SocketChannel channel = listening.accept();
        Thread _ = Thread.ofVirtual().name("keeper").start(() -> serve(channel));
      }
    } catch (IOException | InterruptedException _) {
      // The end: it was closed.
    }
  }

  private void serve(SocketChannel channel) {
    Thread clock = Thread.ofVirtual().name("keeper-clock").start(() -> closeLate(channel));
    try (channel) {
      String line = read(channel);
      clock.interrupt();
      clock.join();
      write(channel, answers.apply(line));
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a command was not taken or not answered", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      clock.interrupt();
      room.release();
    }
  }

  private static void closeLate(SocketChannel channel) {
    try {
      Thread.sleep(PATIENCE);
      channel.close();
    } catch (InterruptedException _) {
      // The line came.
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a connection cannot be closed", e);
    }
  }

  /// Up to the newline.
  private static String read(SocketChannel channel) throws IOException {
    var line = new ByteArrayOutputStream();
    ByteBuffer bytes = ByteBuffer.allocate(LINE);
    while (channel.read(bytes.clear()) >= 0) {
      line.write(bytes.array(), 0, bytes.position());
      if (line.size() > LINE) {
        throw new IOException("a line of more than " + LINE + " bytes");
      }
      String text = line.toString(StandardCharsets.UTF_8);
      if (text.endsWith("\n")) {
        return text.strip();
      }
    }
    throw new IOException("the line has no end");
  }

  private static void write(SocketChannel channel, String line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
