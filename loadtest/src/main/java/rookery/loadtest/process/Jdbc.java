package rookery.loadtest.process;

import java.nio.file.Path;

/// A database of ours, for who wants to write into it beside the node.
///
/// @param url for JDBC
/// @param syncs whether a commit must be brought to the disk by a statement of its own
public record Jdbc(String url, String user, String password, boolean syncs) {
  /// A new H2 file.
  public static Jdbc h2(Path file) {
    return new Jdbc("jdbc:h2:file:" + file.toAbsolutePath() + ";MODE=MySQL", "sa", "", true);
  }
}
