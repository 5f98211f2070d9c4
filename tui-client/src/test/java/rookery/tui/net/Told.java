package rookery.tui.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// What a client told.
final class Told implements Consumer<ClientEvent> {
  private final BlockingQueue<ClientEvent> events = new LinkedBlockingQueue<>();

  @Override
  public void accept(ClientEvent event) {
    events.add(event);
  }

  /// The next event, which must be of this type.
  <T extends ClientEvent> T expect(Class<T> type) throws InterruptedException {
    ClientEvent next = events.poll(FakeServer.DEADLINE_SECONDS, TimeUnit.SECONDS);
    assertThat(next).as("a " + type.getSimpleName()).isInstanceOf(type);
    return type.cast(next);
  }

  /// The next event of this type, whatever comes before it.
  <T extends ClientEvent> T await(Class<T> type) throws InterruptedException {
    while (true) {
      ClientEvent next = events.poll(FakeServer.DEADLINE_SECONDS, TimeUnit.SECONDS);
      assertThat(next).as("a " + type.getSimpleName()).isNotNull();
      if (type.isInstance(next)) {
        return type.cast(next);
      }
    }
  }
}
