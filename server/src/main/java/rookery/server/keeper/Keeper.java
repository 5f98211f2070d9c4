package rookery.server.keeper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import rookery.protocol.ErrorCode;
import rookery.protocol.ProtocolException;
import rookery.server.dispatch.RefusedException;
import rookery.server.log.StoreException;

/// Takes the keeper's commands, each as one line of JSON: `{"words":["suspend","bob"]}` is answered
/// by `{"ok":true,"text":"…"}`, where the text is for a person. Thread-safe; blocks on the store.
public final class Keeper {
  private static final Logger LOG = System.getLogger(Keeper.class.getName());

  private static final JsonMapper JSON = new JsonMapper();

  private final Map<String, KeeperCommand> commands;

  public Keeper(AccountKeeping accounts, ErasureKeeping erasures, SystemKeeping system) {
    List<KeeperCommand> all = new ArrayList<>(accounts.commands());
    all.addAll(erasures.commands());
    all.addAll(system.commands());
    commands =
        all.stream().collect(Collectors.toUnmodifiableMap(KeeperCommand::name, command -> command));
  }

  /// @return the answer, without its newline
  public String answer(String line) {
    try {
      return line(true, run(words(line)));
    } catch (RefusedException e) {
      return line(false, e.text());
    } catch (ProtocolException e) {
      return line(false, String.valueOf(e.getMessage()));
    } catch (StoreException e) {
      LOG.log(Level.WARNING, "a command of the keeper failed", e);
      return line(false, "The database does not answer: try again in a moment.");
    }
  }

  private String run(List<String> words) {
    KeeperCommand command = words.isEmpty() ? null : commands.get(words.getFirst());
    if (command == null) {
      throw KeeperCommand.refuse("There is no such command: see ./rookery admin --help.");
    }
    List<String> arguments = words.subList(1, words.size());
    if (arguments.size() < command.least() || arguments.size() > command.most()) {
      throw KeeperCommand.refuse("Write: ./rookery admin " + command.usage());
    }
    LOG.log(Level.INFO, "the keeper says " + command.name());
    return command.action().apply(arguments);
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    try {
      for (JsonNode word : JSON.readTree(line).path("words")) {
        words.add(word.asText());
      }
    } catch (JsonProcessingException _) {
      throw new RefusedException(ErrorCode.MALFORMED, "This is no command.");
    }
    return words;
  }

  private static String line(boolean ok, String text) {
    return JSON.createObjectNode().put("ok", ok).put("text", text).toString();
  }
}
