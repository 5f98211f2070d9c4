package rookery.server.wire;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Whose word about a client's address is believed: the balancers'.
///
/// @param networks addresses, each with the number of its bits that count
public record TrustedProxies(List<Network> networks) {
  /// This machine alone.
  public static final TrustedProxies LOOPBACK = parse("127.0.0.0/8,::1");

  public TrustedProxies {
    networks = List.copyOf(networks);
  }

  /// A range of addresses.
  public record Network(InetAddress address, int bits) {
    /// @throws IllegalArgumentException when the address has fewer bits
    public Network {
      if (bits < 0 || bits > 8 * address.getAddress().length) {
        throw new IllegalArgumentException(bits + " bits of " + address.getHostAddress());
      }
    }

    private static Network parse(String text) {
      int slash = text.indexOf('/');
      InetAddress address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
      return new Network(
          address,
          slash < 0
              ? 8 * address.getAddress().length
              : Integer.parseInt(text.substring(slash + 1)));
    }

    private boolean holds(InetAddress other) {
      byte[] mine = address.getAddress();
      byte[] bytes = other.getAddress();
      if (mine.length != bytes.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> bit % 8;
        if ((mine[bit / 8] & mask) != (bytes[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  /// @param text addresses or networks such as `10.0.0.0/8`, with commas between them; empty for
  ///   nobody
  /// @throws IllegalArgumentException when one of them is neither
  public static TrustedProxies parse(String text) {
    return new TrustedProxies(
        Stream.of(text.split(",", -1))
            .map(String::strip)
            .filter(network -> !network.isEmpty())
            .map(Network::parse)
            .toList());
  }

  /// @param address as digits
  boolean contains(String address) {
    return literal(address).filter(this::contains).isPresent();
  }

  private boolean contains(InetAddress address) {
    return networks.stream().anyMatch(network -> network.holds(address));
  }

  /// The client's address: the peer's own, unless the peer is a proxy. Each proxy adds at the end
  /// whom it heard, so the last who is no proxy is the client; what stands before him is his own
  /// claim.
  ///
  /// @param peer as digits
  /// @param forwardedFor the values of `X-Forwarded-For`, in their order
  String client(String peer, List<String> forwardedFor) {
    String client = peer;
    List<String> hops = Stream.of(String.join(",", forwardedFor).split(",", -1)).toList();
    for (String hop : hops.reversed()) {
      Optional<InetAddress> address = literal(hop.strip());
      if (!contains(client) || address.isEmpty()) {
        return client;
      }
      client = address.get().getHostAddress();
    }
    return client;
  }

  private static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
