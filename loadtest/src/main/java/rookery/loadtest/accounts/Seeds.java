package rookery.loadtest.accounts;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/// Accounts made by the keeper of a node on this machine, whose setting `allow-seed` is true: one
/// password hash for all of a call, where the wire takes two for each.
final class Seeds {
  /// So many the keeper tells with their tokens.
  static final int AT_ONCE = 100;

  private static final String DONE = "{\"ok\":true,\"text\":\"";

  private Seeds() {}

  /// @param socket the keeper's, in the node's data folder
  /// @param count up to [#AT_ONCE]
  static List<Account> make(Path socket, int count) throws IOException {
    String name = "load " + Long.toString(ThreadLocalRandom.current().nextLong(1L << 50), 36) + "-";
    String words =
        "{\"words\":[\"seed\",\"%d\",\"%s\",\"%s\",\"load\"]}\n"
            .formatted(count, name, Accounts.PASSWORD);
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      Channels.newOutputStream(channel).write(words.getBytes(StandardCharsets.UTF_8));
      return read(
          new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /// @param answer a line of JSON whose text has a line for each account; nothing in it but
  ///   newlines and tabs is escaped
  static List<Account> read(String answer) throws IOException {
    String line = answer.strip();
    if (!line.startsWith(DONE)) {
      throw new IOException("the node's keeper makes no accounts: " + line);
    }
    String text = line.substring(DONE.length(), line.lastIndexOf('"'));
    return Stream.of(text.split("\\\\n", -1))
        .map(account -> Account.parse(account.replace("\\t", "\t")))
        .toList();
  }
}
