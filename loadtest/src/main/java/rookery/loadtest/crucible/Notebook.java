package rookery.loadtest.crucible;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import rookery.loadtest.crucible.Line.Kind;

/// Writes a device's history. It outlives the client's deaths, and so knows what was shown even
/// where the client forgot it. Used by one thread.
final class Notebook implements Cursors.Shown, AutoCloseable {
  private final BufferedWriter out;
  private final Tally tally;
  private final Map<Long, Long> highest = new HashMap<>();

  Notebook(Path file, Tally tally) throws IOException {
    this.out = Files.newBufferedWriter(file);
    this.tally = tally;
  }

  void sent(long number, Content content) {
    tally.sent.increment();
    write(Kind.SENT, 0, number, content);
  }

  void acked(Place place, Content content) {
    tally.acked.increment();
    write(Kind.ACKED, place.conv(), place.seq(), content);
  }

  void refused(int code, Content content) {
    write(Kind.REFUSED, 0, code, content);
  }

  void note(String text) {
    write(Kind.NOTE, 0, 0, new Content(0, "", "", text));
  }

  /// The server said what it may never say.
  void wrong(String text) {
    write(Kind.WRONG, 0, 0, new Content(0, "", "", text));
  }

  /// Something took longer than is promised.
  void late(String text) {
    write(Kind.LATE, 0, 0, new Content(0, "", "", text));
  }

  void here() {
    write(Kind.HERE, 0, 0, new Content(0, "", "", ""));
  }

  void gone() {
    write(Kind.GONE, 0, 0, new Content(0, "", "", ""));
  }

  void friend(int user, boolean online) {
    write(Kind.FRIEND, 0, online ? 1 : 0, new Content(user, "", "", ""));
  }

  void look() {
    write(Kind.LOOK, 0, 0, new Content(0, "", "", ""));
  }

  @Override
  public void show(Place place, Content content) {
    if (highest.getOrDefault(place.conv(), 0L) >= place.seq()) {
      again(place, content);
      return;
    }
    highest.put(place.conv(), place.seq());
    tally.shown.increment();
    write(Kind.SHOWN, place.conv(), place.seq(), content);
  }

  @Override
  public void again(Place place, Content content) {
    tally.again.increment();
    write(Kind.AGAIN, place.conv(), place.seq(), content);
  }

  private void write(Kind kind, long conv, long seq, Content content) {
    try {
      out.write(new Line(kind, System.currentTimeMillis(), conv, seq, content).format() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
