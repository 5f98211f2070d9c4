package rookery.server.session;

import java.time.Duration;
import java.util.Optional;
import rookery.protocol.codec.Frame;

/// A connection of version 2 to nobody, for tests of what stands above the wire.
public class DeafConnection implements Connection {
  private volatile Optional<Session> session = Optional.empty();

  @Override
  public long id() {
    return 1;
  }

  @Override
  public String remoteAddress() {
    return "127.0.0.1";
  }

  @Override
  public boolean version2() {
    return true;
  }

  @Override
  public void speakVersion2() {}

  @Override
  public void send(Frame frame) {}

  @Override
  public boolean awaitDrained(Duration atMost) {
    return true;
  }

  @Override
  public void close(String reason) {}

  @Override
  public boolean sentAway() {
    return false;
  }

  @Override
  public Optional<Session> session() {
    return session;
  }

  @Override
  public void bind(Optional<Session> bound) {
    session = bound;
  }
}
