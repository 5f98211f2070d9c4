package rookery.server.wire;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/// What comes from a trusted address: a proxy's header, if there is one, then a client's objects.
final class ProxiedInput implements Input {
  private static final byte[] NOTHING = {};

  /// The longest that a header's beginning can be a client's blanks.
  private static final int BLANKS = 7;

  private final Input input;
  private final Consumer<String> client;
  private byte[] head = NOTHING;
  private boolean decided;

  /// @param client told the client's address when the proxy names it
  ProxiedInput(Input input, Consumer<String> client) {
    this.input = input;
    this.client = client;
  }

  @Override
  public void feed(byte[] bytes) {
    if (decided) {
      input.feed(bytes);
    } else {
      int length = head.length;
      head = Arrays.copyOf(head, length + bytes.length);
      System.arraycopy(bytes, 0, head, length, bytes.length);
    }
  }

  @Override
  public Optional<String> next() {
    if (!decided) {
      decide();
    }
    return decided ? input.next() : Optional.empty();
  }

  private void decide() {
    switch (ProxyHeader.in(head)) {
      case ProxyHeader.More _ -> {
        // Asked again with more bytes.
      }
      case ProxyHeader.None _ -> goOn(0);
      case ProxyHeader.Header(int length, Optional<String> address) -> {
        address.ifPresent(client);
        goOn(length);
      }
    }
  }

  private void goOn(int from) {
    decided = true;
    if (from < head.length) {
      input.feed(Arrays.copyOfRange(head, from, head.length));
    }
    head = NOTHING;
  }

  @Override
  public void skipToBoundary() {
    input.skipToBoundary();
  }

  @Override
  public void discard(byte[] bytes) {
    input.discard(bytes);
  }

  @Override
  public boolean pending() {
    return decided ? input.pending() : head.length > BLANKS || head.length > 0 && head[0] == 'P';
  }

  @Override
  public boolean ended() {
    return input.ended();
  }
}
