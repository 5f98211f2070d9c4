package rookery.server.wire;

import java.util.Optional;
import rookery.protocol.Bounds;
import rookery.protocol.ProtocolException;
import rookery.protocol.codec.Framer;

/// One object in each text message of a WebSocket; answers pings and the client's close on the way.
final class WsInput implements Input {
  private final WsDecoder decoder = new WsDecoder(Bounds.FRAME_BYTES);
  private final Control control;
  private boolean ended;
  private boolean broken;

  /// Answers what concerns the WebSocket itself.
  interface Control {
    void pong(byte[] payload);

    /// The client says goodbye; it is said back.
    void close(int code);
  }

  WsInput(Control control) {
    this.control = control;
  }

  @Override
  public void feed(byte[] bytes) {
    decoder.feed(bytes);
  }

  @Override
  public Optional<String> next() {
    while (!ended) {
      Optional<WsEvent> event = decode();
      if (event.isEmpty()) {
        break;
      }
      switch (event.get()) {
        case WsEvent.Text text -> {
          return Optional.of(object(text.utf8()));
        }
        case WsEvent.Ping ping -> control.pong(ping.payload());
        case WsEvent.Close close -> {
          ended = true;
          control.close(close.code());
        }
      }
    }
    return Optional.empty();
  }

  private Optional<WsEvent> decode() {
    broken = true;
    Optional<WsEvent> event = decoder.next();
    broken = false;
    return event;
  }

  /// The same bounds as on TCP, and nothing behind the object.
  private static String object(byte[] utf8) {
    Framer framer = new Framer(Bounds.FRAME_BYTES);
    framer.feed(utf8, 0, utf8.length);
    Optional<String> object = framer.next();
    if (object.isEmpty() || framer.next().isPresent() || framer.pending()) {
      throw ProtocolException.notJson();
    }
    return object.get();
  }

  @Override
  public void skipToBoundary() {
    // The message is the boundary.
  }

  @Override
  public void discard(byte[] bytes) {
    if (broken) {
      return;
    }
    try {
      decoder.feed(bytes);
      for (var event = decode(); event.isPresent() && !ended; event = decode()) {
        ended = event.get() instanceof WsEvent.Close;
      }
    } catch (WsViolation | ProtocolException _) {
      // Nobody is told any more; the end of the stream will do.
    }
  }

  @Override
  public boolean pending() {
    return decoder.pending();
  }

  @Override
  public boolean ended() {
    return ended;
  }
}
