package rookery.protocol;

import java.text.Normalizer;
import java.util.Locale;

/// How names are compared.
public final class Names {
  private Names() {}

  /// What makes a name unique: NFKC, lower case, trimmed.
  public static String key(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT).strip();
  }
}
