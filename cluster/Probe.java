import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Shows that a cluster carries a message from one of its doors to another, and keeps it:
/// `java Probe.java HOST:PORT HOST:PORT [HOST:PORT]`. Two new users become friends, one through
/// each of the first two addresses; a text goes from the first to the second, and its receiver finds
/// it again through the last. Needs nothing but a JDK.
final class Probe {
  private static final int PATIENCE_MS = 10_000;

  private static long number;

  public static void main(String[] args) throws IOException {
    String mark = Long.toString(System.nanoTime(), 36);
    try (Client ann = new Client(args[0]);
        Client bob = new Client(args[1])) {
      ann.join("ann-" + mark);
      bob.join("bob-" + mark);
      ann.ask("\"msgid\":6,\"friendid\":" + bob.id);
      bob.ask("\"msgid\":23,\"friendid\":" + ann.id + ",\"cmid\":\"accept\"");
      long before = System.nanoTime();
      ann.ask("\"msgid\":5,\"to\":" + bob.id + ",\"cmid\":\"hello\",\"msg\":\"hello " + mark + "\"");
      long acked = System.nanoTime();
      bob.await("hello " + mark);
      System.out.printf(
          "sent at %s, acked after %d ms, seen at %s %d ms later%n",
          args[0], millis(acked - before), args[1], millis(System.nanoTime() - acked));
      try (Client again = new Client(args[args.length - 1])) {
        again.login("bob-" + mark);
        String heads = again.ask("\"msgid\":14,\"roster\":0,\"after\":[]");
        String conversation = find("\"conv\":(\\d+)", heads);
        String page = again.ask("\"msgid\":16,\"conv\":" + conversation + ",\"limit\":50");
        if (!page.contains("hello " + mark)) {
          throw new IOException("the message is not in the log: " + page);
        }
        System.out.println("found in the log through " + args[args.length - 1]);
      }
    }
  }

  private static long millis(long nanos) {
    return nanos / 1_000_000;
  }

  private static String find(String pattern, String text) throws IOException {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    if (!matcher.find()) {
      throw new IOException("no " + pattern + " in " + text);
    }
    return matcher.group(1);
  }

  private static final class Client implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;
    private final PrintStream out;
    private String id = "";

    Client(String address) throws IOException {
      int colon = address.lastIndexOf(':');
      socket = new Socket(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
      socket.setSoTimeout(PATIENCE_MS);
      in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      out = new PrintStream(socket.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    void join(String name) throws IOException {
      ask("\"msgid\":3,\"v\":2,\"name\":\"" + name + "\",\"password\":\"password of " + name + "\"");
      login(name);
    }

    void login(String name) throws IOException {
      String ack =
          ask("\"msgid\":1,\"v\":2,\"name\":\"" + name + "\",\"password\":\"password of " + name
              + "\",\"device\":\"d-" + Long.toString(System.nanoTime(), 36) + "\"");
      id = find("\"id\":(\\d+)", ack);
    }

    /// Sends fields, and waits for their answer, which must be good.
    String ask(String fields) throws IOException {
      long rid = ++number;
      out.println("{" + fields + ",\"rid\":" + rid + "}");
      String answer = await("\"rid\":" + rid);
      if (!answer.contains("\"code\":0")) {
        throw new IOException(fields + " was answered by " + answer);
      }
      return answer;
    }

    /// The next line that holds a text.
    String await(String text) throws IOException {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.contains(text)) {
          return line;
        }
      }
      throw new IOException("the connection ended before " + text);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
