package rookery.loadtest.thin;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import rookery.loadtest.accounts.Account;
import rookery.loadtest.link.Address;
import rookery.protocol.AccountMessages.LoggedIn;
import rookery.protocol.AccountMessages.Login;
import rookery.protocol.AccountMessages.Ping;
import rookery.protocol.ServerMessage;
import rookery.protocol.codec.Version2;

/// One signed-in connection. One thread reads; any may send.
final class Peer implements AutoCloseable {
  private static final int CONNECT_MS = 5_000;
  private static final int ANSWER_MS = 30_000;

  /// Idle connections hold this; it grows while frames are long.
  private static final int BUFFER_BYTES = 512;

  private static final int BUFFER_MOST = 16_384;

  private static final int RESULT = 11;
  private static final int PONG = 13;
  private static final int ONE_CHAT = 5;
  private static final int GROUP_CHAT = 9;

  final Account account;
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private byte[] buffer = new byte[BUFFER_BYTES];
  private int held;
  private volatile boolean closed;

  private Peer(Account account, Socket socket) throws IOException {
    this.account = account;
    this.socket = socket;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  /// Connects and resumes; [#listen(Sink)] is next.
  static Peer signIn(Address server, Account account) throws IOException {
    return signIn(server, account, account.login());
  }

  static Peer signIn(Address server, Account account, Login login) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(server.socketAddress(), CONNECT_MS);
      socket.setSoTimeout(ANSWER_MS);
      Peer peer = new Peer(account, socket);
      peer.send(line(Version2.write(login, 0L)));
      peer.awaitLogin();
      socket.setSoTimeout(0);
      return peer;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private void awaitLogin() throws IOException {
    int end = lineEnd();
    while (end < 0) {
      fill();
      end = lineEnd();
    }
    ServerMessage answer = Version2.fromServer(new String(buffer, 0, end, StandardCharsets.UTF_8));
    drop(end + 1);
    if (!(answer instanceof LoggedIn ack) || ack.code() != 0) {
      throw new IOException("not signed in: " + answer);
    }
  }

  static byte[] line(String json) {
    return (json + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /// Reads until the connection ends.
  void listen(Sink sink) {
    try {
      while (true) {
        for (int end = lineEnd(); end >= 0; end = lineEnd()) {
          take(sink, end);
          drop(end + 1);
        }
        fill();
      }
    } catch (IOException _) {
      closed = true;
    }
  }

  private void take(Sink sink, int end) {
    switch ((int) Scan.number(buffer, Scan.after(buffer, 0, end, Scan.MSGID), end)) {
      case RESULT -> {
        int rid = Scan.after(buffer, 0, end, Scan.RID);
        int code = Scan.after(buffer, Math.max(rid, 0), end, Scan.CODE);
        int wait = Scan.after(buffer, Math.max(rid, 0), end, Scan.RETRY_MS);
        sink.answered(
            this,
            Scan.number(buffer, rid, end),
            (int) Scan.number(buffer, code, end),
            Scan.number(buffer, wait, end));
      }
      case PONG -> sink.pong(this, Scan.number(buffer, Scan.after(buffer, 0, end, Scan.RID), end));
      case ONE_CHAT, GROUP_CHAT -> {
        int due = Scan.after(buffer, 0, end, Scan.TEXT);
        int sender = Scan.pastBlank(buffer, Math.max(due, 0), end);
        int number = Scan.pastBlank(buffer, sender, end);
        sink.pushed(
            this,
            Scan.number(buffer, due, end),
            (int) Scan.number(buffer, sender, end),
            Scan.number(buffer, number, end));
      }
      default -> {
        // Presence and the like.
      }
    }
  }

  private int scanned;

  private int lineEnd() {
    for (; scanned < held; scanned++) {
      if (buffer[scanned] == '\n') {
        return scanned;
      }
    }
    return -1;
  }

  private void drop(int bytes) {
    held -= bytes;
    System.arraycopy(buffer, bytes, buffer, 0, held);
    scanned = 0;
  }

  private void fill() throws IOException {
    if (held == buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(BUFFER_MOST, buffer.length * 2));
    }
    int length = in.read(buffer, held, buffer.length - held);
    if (length < 0) {
      throw new IOException("the server closed the connection");
    }
    held += length;
  }

  void send(byte[] lines) throws IOException {
    synchronized (out) {
      out.write(lines);
    }
  }

  /// Keeps the server from cutting a connection that only listens.
  void ping(long number) {
    try {
      send(line(Version2.write(new Ping(), number)));
    } catch (IOException _) {
      closed = true;
    }
  }

  /// Whether the server, or we, ended it.
  boolean closed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    try {
      socket.close();
    } catch (IOException _) {
      // It is gone either way.
    }
  }
}
