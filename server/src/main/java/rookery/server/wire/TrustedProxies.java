package rookery.server.wire;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import rookery.server.limit.Networks;

/// Whose word about a client's address is believed: the balancers'.
public record TrustedProxies(Networks networks) {
  /// This machine alone.
  public static final TrustedProxies LOOPBACK = new TrustedProxies(Networks.LOOPBACK);

  /// @param text addresses or networks such as `10.0.0.0/8`, with commas between them; empty for
  ///   nobody
  /// @throws IllegalArgumentException when one of them is neither
  public static TrustedProxies parse(String text) {
    return new TrustedProxies(Networks.parse(text));
  }

  /// @param address as digits
  boolean contains(String address) {
    return networks.contains(address);
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
      Optional<InetAddress> address = Networks.literal(hop.strip());
      if (!contains(client) || address.isEmpty()) {
        return client;
      }
      client = address.get().getHostAddress();
    }
    return client;
  }
}
