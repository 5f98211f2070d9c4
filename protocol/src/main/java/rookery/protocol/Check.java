package rookery.protocol;

import org.jspecify.annotations.Nullable;

/// The checks that the compact constructors of incoming records share; each throws
/// [ProtocolException].
final class Check {
  private static final long MAX_EXACT = (1L << 53) - 1;

  private Check() {}

  static String text(String field, @Nullable String value, int min, int max) {
    if (value == null) {
      throw ProtocolException.field(field, "is missing");
    }
    int length = value.codePointCount(0, value.length());
    if (length < min || length > max) {
      throw ProtocolException.field(field, "must have " + min + " to " + max + " characters");
    }
    if (value
        .codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
      throw ProtocolException.field(field, "holds half a character");
    }
    return value;
  }

  /// A text that stands on one line of a list: no control characters.
  static String line(String field, @Nullable String value, int min, int max) {
    String trimmed = text(field, value, 0, Bounds.FRAME_BYTES).strip();
    text(field, trimmed, min, max);
    if (trimmed.codePoints().anyMatch(Check::isControl)) {
      throw ProtocolException.field(field, "must not hold control characters");
    }
    return trimmed;
  }

  /// A name under which something is found: what it is compared by must fit the record, too, and
  /// some characters fold to many.
  static String name(String field, @Nullable String value, int max, int keyMax) {
    String name = line(field, value, 1, max);
    if (Names.key(name).isEmpty() || Names.key(name).length() > keyMax) {
      throw ProtocolException.field(field, "holds characters that a name cannot have");
    }
    return name;
  }

  static String token(String field, @Nullable String value) {
    if (value == null) {
      throw ProtocolException.field(field, "is missing");
    }
    if (value.isEmpty()
        || value.length() > Bounds.TOKEN_ID
        || !value.chars().allMatch(Check::isTokenChar)) {
      throw ProtocolException.field(field, "must be 1 to 64 of A-Z a-z 0-9 _ -");
    }
    return value;
  }

  static Integer id(String field, @Nullable Integer value) {
    if (value == null) {
      throw ProtocolException.field(field, "is missing");
    }
    if (value < 1) {
      throw ProtocolException.field(field, "must be 1 or more");
    }
    return value;
  }

  static Long number(String field, @Nullable Long value, long min) {
    if (value == null) {
      throw ProtocolException.field(field, "is missing");
    }
    if (value < min || value > MAX_EXACT) {
      throw ProtocolException.field(field, "must be " + min + " to 2^53-1");
    }
    return value;
  }

  static Integer limit(@Nullable Integer value, int max, int absent) {
    if (value == null) {
      return absent;
    }
    if (value < 1 || value > max) {
      throw ProtocolException.field("limit", "must be 1 to " + max);
    }
    return value;
  }

  private static boolean isControl(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT && c != 0x200D && c != 0x200C && !(c >= 0xE0020 && c <= 0xE007F)
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  private static boolean isTokenChar(int c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '_'
        || c == '-';
  }
}
