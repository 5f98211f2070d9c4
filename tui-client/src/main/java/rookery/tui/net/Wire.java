package rookery.tui.net;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Frames over one transport. One thread reads, one writes, any closes; all methods but `close`
/// block.
interface Wire extends AutoCloseable {
  /// Sends frames in order.
  void write(List<String> frames) throws IOException;

  /// The next frame; null when the other side ended.
  @Nullable String read() throws IOException;

  /// Ends it; a blocked read or write returns or throws. Repeats do nothing.
  @Override
  void close();

  /// Opens the transport that the address names.
  static Wire open(Address address, Timers timers) throws IOException, InterruptedException {
    return address.tcp() ? TcpWire.open(address, timers) : WebSocketWire.open(address, timers);
  }
}
