package rookery.server.limit;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Ranges of addresses.
///
/// @param ranges in no order
public record Networks(List<Range> ranges) {
  /// This machine alone.
  public static final Networks LOOPBACK = parse("127.0.0.0/8,::1");

  /// What one place has of IPv6 addresses: whoever has one has all of its first 64 bits.
  private static final int SITE_BYTES = 8;

  private static final int IPV6_BYTES = 16;

  public Networks {
    ranges = List.copyOf(ranges);
  }

  /// An address and the number of its bits that count.
  public record Range(InetAddress address, int bits) {
    /// @throws IllegalArgumentException when the address has fewer bits
    public Range {
      if (bits < 0 || bits > 8 * address.getAddress().length) {
        throw new IllegalArgumentException(bits + " bits of " + address.getHostAddress());
      }
    }

    private static Range parse(String text) {
      int slash = text.indexOf('/');
      InetAddress address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
      return new Range(
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
  ///   none
  /// @throws IllegalArgumentException when one of them is neither
  public static Networks parse(String text) {
    return new Networks(
        Stream.of(text.split(",", -1))
            .map(String::strip)
            .filter(range -> !range.isEmpty())
            .map(Range::parse)
            .toList());
  }

  /// These and others.
  public Networks and(Networks others) {
    return new Networks(Stream.concat(ranges.stream(), others.ranges.stream()).toList());
  }

  /// @param address as digits
  public boolean contains(String address) {
    return literal(address).filter(this::contains).isPresent();
  }

  public boolean contains(InetAddress address) {
    return ranges.stream().anyMatch(range -> range.holds(address));
  }

  /// What an address shares with its neighbours of the same place: of IPv6 its network of 64 bits,
  /// of IPv4 nothing.
  ///
  /// @param address as digits
  public static String site(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    return literal(address)
        .map(InetAddress::getAddress)
        .filter(bytes -> bytes.length == IPV6_BYTES)
        .map(Networks::network)
        .orElse(address);
  }

  private static String network(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < SITE_BYTES; i++) {
      text.append(Character.forDigit(bytes[i] >> 4 & 0xF, 16))
          .append(Character.forDigit(bytes[i] & 0xF, 16));
    }
    return text.append("/64").toString();
  }

  /// The address that digits stand for; empty when they stand for none.
  public static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
