package rookery.tui.command;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.GroupPosted;
import rookery.protocol.Entry;
import rookery.protocol.GroupMessages.MemberChanged;
import rookery.protocol.TouchMessages.Edit;
import rookery.protocol.TouchMessages.React;
import rookery.protocol.TouchMessages.Recall;
import rookery.protocol.TouchMessages.Touched;
import rookery.protocol.TouchMessages.Touching;
import rookery.tui.model.Place;
import rookery.tui.model.State;

/// What can be done to texts of the open conversation: to the last one, of oneself or of another,
/// and by an answer to any.
final class TouchCommands {
  private final Supplier<String> cmids;

  TouchCommands(Supplier<String> cmids) {
    this.cmids = cmids;
  }

  List<Command> table() {
    return List.of(
        new Command(
            "reply", "<n> <text>", "answer the nth text from the bottom", TouchCommands::reply),
        new Command("edit", "<text>", "give your last text other words", this::edit),
        new Command("recall", "", "take your last text back", (state, _) -> recall(state)),
        new Command("react", "<emoji>", "react to the last text of another", this::react));
  }

  private List<Action> edit(State state, String words) {
    if (words.isEmpty()) {
      return List.of(Action.fail("Say the new words: /edit <text>"));
    }
    return lastOwn(state)
        .map(text ->
            Answered.asking(new Edit(cmids.get(), text.conv(), text.seq(), words), _ -> List.of()))
        .orElseGet(() -> List.of(Action.fail("You have written nothing here.")));
  }

  private List<Action> recall(State state) {
    return lastOwn(state)
        .map(text ->
            Answered.asking(new Recall(cmids.get(), text.conv(), text.seq()), _ -> List.of()))
        .orElseGet(() -> List.of(Action.fail("You have written nothing here.")));
  }

  private List<Action> react(State state, String emoji) {
    if (emoji.isEmpty()) {
      return List.of(Action.fail("Say how: /react <emoji>"));
    }
    return last(state, entry -> entry.sender() != state.me())
        .map(text ->
            Answered.asking(
                new React(cmids.get(), text.conv(), text.seq(), emoji, true), _ -> List.of()))
        .orElseGet(() -> List.of(Action.fail("Nobody else has written anything here.")));
  }

  private static List<Action> reply(State state, String arguments) {
    String which = Words.first(arguments);
    String words = Words.rest(arguments);
    if (!Words.isNumber(which) || Integer.parseInt(which) == 0 || words.isEmpty()) {
      return List.of(
          Action.fail("Say which text, 1 for the newest, and your answer: /reply <n> <text>"));
    }
    return texts(state)
        .skip(Integer.parseInt(which) - 1L)
        .findFirst()
        .map(text -> Writing.write(state, Place.of(text, state.me()), words, text.seq()))
        .orElseGet(() -> List.of(Action.fail("There are not so many texts here.")));
  }

  private static Optional<Entry> lastOwn(State state) {
    return last(state, entry -> entry.sender() == state.me());
  }

  private static Optional<Entry> last(State state, Predicate<Entry> wanted) {
    return texts(state).filter(wanted).findFirst();
  }

  /// The texts of the open conversation, the newest first.
  private static Stream<Entry> texts(State state) {
    return state.openConversation().stream()
        .flatMap(open -> open.log().entries().reversed().stream())
        .filter(TouchCommands::isText);
  }

  private static boolean isText(Entry entry) {
    Touched touched =
        switch (entry) {
          case DirectPosted text -> text.touched();
          case GroupPosted text -> text.touched();
          case MemberChanged _, Touching _ -> null;
        };
    boolean text = entry instanceof DirectPosted || entry instanceof GroupPosted;
    return text && (touched == null || !touched.recalled());
  }
}
