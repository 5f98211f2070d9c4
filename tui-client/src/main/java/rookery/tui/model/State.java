package rookery.tui.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import rookery.protocol.SyncMessages.Synced.Friend;

/// All that the client knows.
///
/// @param me the user's id; 0 before the first login
/// @param name the user's
/// @param conversations by id, in the order in which they became known
/// @param outbox oldest first
/// @param open what the user looks at; null for nothing
/// @param focused whether the window has the keyboard, as far as is known
/// @param reads the server's count of changes in what is read, up to which all are known here
public record State(
    int me,
    String name,
    Link link,
    Roster roster,
    SequencedMap<Long, Conversation> conversations,
    List<Outgoing> outbox,
    @Nullable Place open,
    boolean focused,
    Asked asked,
    Notice notice,
    long reads) {
  /// Before anything happened.
  public static final State INITIAL =
      new State(
          0,
          "",
          new Link.Idle(),
          Roster.NONE,
          new LinkedHashMap<>(),
          List.of(),
          null,
          true,
          Asked.NOTHING,
          Notice.NONE,
          0);

  public State {
    // Whoever makes a state hands a map over that is his alone; what did not change stays the same.
    conversations = Collections.unmodifiableSequencedMap(conversations);
    outbox = List.copyOf(outbox);
  }

  /// Something to tell the user; empty for nothing.
  ///
  /// @param failure whether something did not go as he wanted
  public record Notice(String text, boolean failure) {
    static final Notice NONE = new Notice("", false);
  }

  /// What was known when the program ended.
  public static State restored(
      int me,
      String name,
      Roster roster,
      List<Conversation> conversations,
      List<Outgoing> outbox,
      @Nullable Place open,
      long reads) {
    State restored =
        INITIAL.as(me, name).with(roster).withOutbox(outbox).withOpen(open).withReads(reads);
    for (Conversation conversation : conversations) {
      restored = restored.with(conversation);
    }
    return restored;
  }

  /// The same before any connection.
  public State resting() {
    return with(new Link.Connecting()).with(Asked.NOTHING).with(roster.away()).with(Notice.NONE);
  }

  /// Whether there is a signed-in connection.
  public boolean up() {
    return link instanceof Link.Up;
  }

  /// The conversation at a place, where there is one.
  public Optional<Conversation> at(Place place) {
    return conversations.values().stream()
        .filter(conversation -> conversation.place().equals(place))
        .findFirst();
  }

  /// The conversation that the user looks at.
  public Optional<Conversation> openConversation() {
    return open == null ? Optional.empty() : at(open);
  }

  /// The texts that wait to be stored at a place, and those that were refused.
  public List<Outgoing> outgoing(Place place) {
    return outbox.stream().filter(text -> text.place().equals(place)).toList();
  }

  /// What a place is called.
  public String title(Place place) {
    return switch (place) {
      case Place.Person(int id) ->
          roster
              .friend(id)
              .map(friend -> friend.name())
              .or(() -> at(place).map(Conversation::title))
              .or(() -> roster.requested(id))
              .orElse("#" + id);
      case Place.Group(int id) ->
          roster
              .group(id)
              .map(group -> group.groupname())
              .or(() -> at(place).map(Conversation::title))
              .orElse("group " + id);
    };
  }

  /// The same with a friend's nickname beside his name.
  public String titleAndNickname(Place place) {
    String nickname =
        place instanceof Place.Person(int id)
            ? roster.friend(id).map(Friend::nickname).orElse("")
            : "";
    return title(place) + (nickname.isEmpty() ? "" : " (" + nickname + ")");
  }

  State as(int newMe, String newName) {
    return new State(
        newMe, newName, link, roster, conversations, outbox, open, focused, asked, notice, reads);
  }

  State with(Link newLink) {
    return new State(
        me, name, newLink, roster, conversations, outbox, open, focused, asked, notice, reads);
  }

  State with(Roster newRoster) {
    return new State(
        me, name, link, newRoster, conversations, outbox, open, focused, asked, notice, reads);
  }

  State with(Asked newAsked) {
    return new State(
        me, name, link, roster, conversations, outbox, open, focused, newAsked, notice, reads);
  }

  State with(Notice newNotice) {
    return new State(
        me, name, link, roster, conversations, outbox, open, focused, asked, newNotice, reads);
  }

  State with(Conversation conversation) {
    SequencedMap<Long, Conversation> all = new LinkedHashMap<>(conversations);
    all.put(conversation.id(), conversation);
    return new State(me, name, link, roster, all, outbox, open, focused, asked, notice, reads);
  }

  State withOutbox(List<Outgoing> newOutbox) {
    return new State(
        me, name, link, roster, conversations, newOutbox, open, focused, asked, notice, reads);
  }

  State withOutgoing(Outgoing text) {
    List<Outgoing> all = new ArrayList<>(outbox);
    all.add(text);
    return withOutbox(all);
  }

  State without(String cmid) {
    return withOutbox(outbox.stream().filter(text -> !text.cmid().equals(cmid)).toList());
  }

  State withOpen(@Nullable Place newOpen) {
    return new State(
        me, name, link, roster, conversations, outbox, newOpen, focused, asked, notice, reads);
  }

  State withReads(long newReads) {
    return new State(
        me, name, link, roster, conversations, outbox, open, focused, asked, notice, newReads);
  }

  State withFocused(boolean newFocused) {
    return new State(
        me, name, link, roster, conversations, outbox, open, newFocused, asked, notice, reads);
  }

  /// The same with each conversation changed.
  State withEach(UnaryOperator<Conversation> change) {
    SequencedMap<Long, Conversation> all = new LinkedHashMap<>();
    for (Map.Entry<Long, Conversation> each : conversations.entrySet()) {
      all.put(each.getKey(), change.apply(each.getValue()));
    }
    return new State(me, name, link, roster, all, outbox, open, focused, asked, notice, reads);
  }
}
