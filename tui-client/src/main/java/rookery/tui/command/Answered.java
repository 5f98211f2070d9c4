package rookery.tui.command;

import java.util.List;
import java.util.function.Function;
import rookery.protocol.ClientMessage;
import rookery.protocol.ErrorCode;
import rookery.protocol.Reply;
import rookery.protocol.Result;

/// Requests whose refusal is shown as the server words it.
final class Answered {
  private Answered() {}

  /// Asks, and tells when it is done.
  static List<Action> telling(ClientMessage request, String done) {
    return asking(request, _ -> List.of(Action.tell(done)));
  }

  /// Asks, and goes on when it is done.
  static List<Action> asking(ClientMessage request, Function<Result, List<Action>> whenDone) {
    return List.of(
        new Action.Ask(
            request,
            result ->
                result.code() == ErrorCode.OK
                    ? whenDone.apply(result)
                    : List.of(Action.fail(sentence(result)))));
  }

  /// Asks, and goes on with the data of the answer.
  static <T extends Reply> List<Action> asking(
      ClientMessage request, Class<T> data, Function<T, List<Action>> whenDone) {
    return asking(
        request,
        result ->
            data.isInstance(result.data())
                ? whenDone.apply(data.cast(result.data()))
                : List.of(Action.fail("The answer made no sense.")));
  }

  /// What a refusal says.
  static String sentence(Result result) {
    String sentence = result.errmsg();
    return sentence == null ? "It was refused (" + result.code() + ")." : sentence;
  }
}
