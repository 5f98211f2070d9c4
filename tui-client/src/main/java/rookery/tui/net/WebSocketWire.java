package rookery.tui.net;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import rookery.protocol.Bounds;

/// One object a text message, over the JDK's WebSocket.
///
/// The JDK calls the listener on threads of its own; it only assembles the parts of a message and
/// puts it into a bounded queue. No further message is asked for before the last one was taken, so
/// the queue never fills.
final class WebSocketWire implements Wire {
  private static final int END_AND_ONE_FRAME = 2;

  private final HttpClient client;
  private final Inbox inbox = new Inbox();
  private volatile @Nullable WebSocket socket;

  private WebSocketWire(Address address, Timers timers) {
    this.client =
        HttpClient.newBuilder()
            .sslContext(Tls.context(address.pin()))
            .connectTimeout(timers.connectWithin())
            .build();
  }

  static WebSocketWire open(Address address, Timers timers)
      throws IOException, InterruptedException {
    var wire = new WebSocketWire(address, timers);
    try {
      wire.socket =
          wire.client
              .newWebSocketBuilder()
              .connectTimeout(timers.connectWithin())
              .buildAsync(URI.create(address.toString()), wire.inbox)
              .get(timers.connectWithin().toMillis(), TimeUnit.MILLISECONDS);
      return wire;
    } catch (ExecutionException e) {
      wire.close();
      throw cause(e);
    } catch (TimeoutException e) {
      wire.close();
      throw new IOException("The server did not open a WebSocket in time.", e);
    } catch (InterruptedException e) {
      wire.close();
      throw e;
    }
  }

  @Override
  public void write(List<String> frames) throws IOException {
    WebSocket open = socket;
    if (open == null) {
      throw new IOException("The WebSocket is closed.");
    }
    for (String frame : frames) {
      try {
        open.sendText(frame, true).get();
      } catch (ExecutionException e) {
        throw cause(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("The connection is being closed.", e);
      }
    }
  }

  @Override
  public @Nullable String read() throws IOException {
    WebSocket open = socket;
    if (open == null) {
      return null;
    }
    try {
      String frame = inbox.frames.take().orElse(null);
      open.request(1);
      return frame;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The connection is being closed.", e);
    }
  }

  @Override
  public void close() {
    WebSocket open = socket;
    if (open != null) {
      open.abort();
    }
    inbox.end();
    client.shutdownNow();
  }

  private static IOException cause(ExecutionException e) {
    return e.getCause() instanceof IOException io
        ? io
        : new IOException("The WebSocket failed: " + e.getCause(), e);
  }

  /// What the JDK calls.
  private static final class Inbox implements WebSocket.Listener {
    private final BlockingQueue<Optional<String>> frames =
        new ArrayBlockingQueue<>(END_AND_ONE_FRAME);
    private final StringBuilder part = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
      part.append(text);
      if (part.length() > Bounds.SERVER_FRAME_BYTES) {
        from.abort();
        end();
      } else if (last) {
        boolean _ = frames.offer(Optional.of(part.toString()));
        part.setLength(0);
      } else {
        from.request(1);
      }
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      end();
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      end();
    }

    private void end() {
      // A second end may find no room, and is not needed.
      boolean _ = frames.offer(Optional.empty());
    }
  }
}
