package rookery.server.wire;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import rookery.protocol.ErrorCode;
import rookery.protocol.ProtocolException;

/// The header in which a proxy tells whose connection it hands on, before the client's first byte:
/// the PROXY protocol of HAProxy (proxy-protocol.txt), version 1, a line of text, and version 2, in
/// binary.
final class ProxyHeader {
  /// Bytes of the longest line of version 1, its end included.
  private static final int V1_BYTES = 107;

  private static final byte[] V1 = "PROXY ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] V2 = {
    '\r', '\n', '\r', '\n', 0, '\r', '\n', 'Q', 'U', 'I', 'T', '\n'
  };

  /// Of version 2, up to the length of what follows.
  private static final int V2_FIXED_BYTES = 16;

  /// What a proxy may add to the two addresses: more than any does.
  private static final int V2_MAX_BYTES = 2_048;

  private static final int V2_LOCAL = 0x20;
  private static final int V2_PROXY = 0x21;
  private static final int V2_TCP4 = 0x11;
  private static final int V2_TCP6 = 0x21;

  private ProxyHeader() {}

  /// What the first bytes of a connection are.
  sealed interface Found {}

  /// It cannot be told yet.
  record More() implements Found {}

  /// There is no header.
  record None() implements Found {}

  /// A header of `length` bytes; no client's address where the proxy speaks for itself or does not
  /// know it.
  record Header(int length, Optional<String> client) implements Found {}

  /// @param bytes all that came so far
  /// @throws ProtocolException when it begins like a header and is none
  static Found in(byte[] bytes) {
    if (begins(bytes, V1)) {
      return bytes.length < V1.length ? new More() : version1(bytes);
    }
    if (begins(bytes, V2)) {
      return bytes.length < V2_FIXED_BYTES ? new More() : version2(bytes);
    }
    return new None();
  }

  /// Whether one begins with the other, as far as both go.
  private static boolean begins(byte[] bytes, byte[] mark) {
    int length = Math.min(bytes.length, mark.length);
    return Arrays.equals(bytes, 0, length, mark, 0, length);
  }

  private static Found version1(byte[] bytes) {
    int end = 0;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    if (end >= V1_BYTES || end == bytes.length && end >= V1_BYTES - 1) {
      throw malformed();
    }
    if (end == bytes.length) {
      return new More();
    }
    String line = new String(bytes, 0, end, StandardCharsets.US_ASCII);
    if (!line.endsWith("\r")) {
      throw malformed();
    }
    String[] words = line.substring(0, line.length() - 1).split(" ", -1);
    int length = end + 1;
    if (words[1].equals("UNKNOWN")) { // whatever follows
      return new Header(length, Optional.empty());
    }
    if (words.length != 6) {
      throw malformed();
    }
    requirePort(words[4]);
    requirePort(words[5]);
    return switch (words[1]) {
      case "TCP4" -> {
        ipv4(words[3]);
        yield new Header(length, Optional.of(ipv4(words[2])));
      }
      case "TCP6" -> {
        ipv6(words[3]);
        yield new Header(length, Optional.of(ipv6(words[2])));
      }
      default -> throw malformed();
    };
  }

  private static void requirePort(String text) {
    boolean port = text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= 65_535;
    if (!port) {
      throw malformed();
    }
  }

  private static String ipv4(String text) {
    try {
      if (Inet4Address.ofLiteral(text).getHostAddress().equals(text)) { // no short forms
        return text;
      }
    } catch (IllegalArgumentException _) {
      // Said below.
    }
    throw malformed();
  }

  private static String ipv6(String text) {
    try {
      return Inet6Address.ofLiteral(text).getHostAddress();
    } catch (IllegalArgumentException _) {
      throw malformed();
    }
  }

  private static Found version2(byte[] bytes) {
    int length = V2_FIXED_BYTES + ((bytes[14] & 0xff) << 8 | bytes[15] & 0xff);
    int command = bytes[12] & 0xff;
    if (length > V2_MAX_BYTES || command != V2_LOCAL && command != V2_PROXY) {
      throw malformed();
    }
    if (bytes.length < length) {
      return new More();
    }
    int family = command == V2_LOCAL ? 0 : bytes[13] & 0xff; // of itself it says nothing
    return switch (family) {
      case V2_TCP4 -> new Header(length, Optional.of(address(bytes, length, 4)));
      case V2_TCP6 -> new Header(length, Optional.of(address(bytes, length, 16)));
      default -> new Header(length, Optional.empty());
    };
  }

  /// The first of two addresses, which two ports follow.
  private static String address(byte[] bytes, int length, int size) {
    if (length < V2_FIXED_BYTES + 2 * size + 4) {
      throw malformed();
    }
    try {
      return InetAddress.getByAddress(
              Arrays.copyOfRange(bytes, V2_FIXED_BYTES, V2_FIXED_BYTES + size))
          .getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(size + " bytes", e);
    }
  }

  private static ProtocolException malformed() {
    return ProtocolException.framingLost(ErrorCode.MALFORMED, "The proxy's header cannot be read.");
  }
}
