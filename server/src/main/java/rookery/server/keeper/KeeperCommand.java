package rookery.server.keeper;

import java.util.List;
import java.util.function.Function;
import rookery.protocol.ErrorCode;
import rookery.server.dispatch.RefusedException;

/// A command of the keeper.
///
/// @param usage its name and what follows it
/// @param least arguments that it needs
/// @param most arguments that it takes
/// @param action from its arguments to a text for a person
record KeeperCommand(String usage, int least, int most, Function<List<String>, String> action) {
  String name() {
    return usage.split(" ", 2)[0];
  }

  static RefusedException refuse(String text) {
    return new RefusedException(ErrorCode.CONFLICT, text);
  }

  /// A number from 1 to a bound.
  static int number(String word, int most) {
    try {
      int number = Integer.parseInt(word);
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Said below.
    }
    throw refuse("\"" + word + "\" is no number from 1 to " + most + ".");
  }
}
