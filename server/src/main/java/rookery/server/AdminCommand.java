package rookery.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rookery.server.wire.KeeperSocket;

/// Hands a command of the keeper to the node that runs on this machine, and prints its answer.
@Command(
    name = "rookery admin",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Keeps accounts, through the node that runs on this machine with the same data folder.",
      "USER is a name or an id.",
      "",
      "  reset-password USER              give a new password, and sign out everywhere",
      "  suspend USER, restore USER       keep out, with all that is there; let in again",
      "  erase USER --yes                 take the account and all its words, for good",
      "  registration open|invitation|closed",
      "  invite [HOURS]                   a code for one registration (168 hours)",
      "  announce TEXT                    tell all who are signed in",
      "  history DAYS|forever             how long the words of texts are kept",
      "  bot NAME, bot-revoke NAME        an account that logs in by a token alone",
      "  seed N [NAME [PASSWORD [DEVICE]]]",
      "                                   accounts for tests, where allow-seed is true;",
      "                                   with DEVICE, 100 at most, each is told with a token",
      ""
    })
final class AdminCommand implements Callable<Integer> {
  /// The socket's name in the data folder.
  static final String SOCKET = "admin.sock";

  private static final int EXIT_REFUSED = 1;

  private static final int EXIT_NO_NODE = 2;

  private static final JsonMapper JSON = new JsonMapper();

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "Where the node keeps its files ($ROOKERY_DATA, $XDG_DATA_HOME/rookery).")
  private @Nullable String data;

  @Option(names = "--config", paramLabel = "FILE", description = "The node's configuration file.")
  private String config = "";

  @Option(names = "--yes", description = "To erase: yes, it is meant.")
  private boolean sure;

  @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "One of those above.")
  private List<String> words = List.of();

  private final Map<String, String> environment;
  private final PrintStream out;
  private final PrintStream err;

  AdminCommand(Map<String, String> environment, PrintStream out, PrintStream err) {
    this.environment = environment;
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() {
    Path folder;
    try {
      Map<String, String> flags = new HashMap<>();
      if (data != null) {
        flags.put("data", data);
      }
      folder = ServerConfig.of(flags, environment, config).data();
    } catch (ConfigException e) {
      err.println(e.getMessage());
      return EXIT_NO_NODE;
    }
    try {
      ArrayNode all = JSON.createArrayNode();
      words.forEach(all::add);
      if (sure) {
        all.add("--yes");
      }
      ObjectNode request = JSON.createObjectNode();
      request.set("words", all);
      JsonNode answer = JSON.readTree(KeeperSocket.ask(folder.resolve(SOCKET), request.toString()));
      boolean ok = answer.path("ok").asBoolean();
      (ok ? out : err).println(answer.path("text").asText());
      return ok ? 0 : EXIT_REFUSED;
    } catch (JsonProcessingException _) {
      err.println("What listens in " + folder + " is no node of this version.");
    } catch (IOException _) {
      err.println(
          "No node runs with the data folder "
              + folder
              + " on this machine, or you may not keep it: start one, or name its folder by --data.");
    }
    return EXIT_NO_NODE;
  }
}
