package rookery.tui.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.GroupPosted;
import rookery.protocol.Entry;
import rookery.protocol.GroupMessages.CreateGroup;
import rookery.protocol.GroupMessages.GroupStored;
import rookery.protocol.GroupMessages.JoinGroup;
import rookery.protocol.GroupMessages.MemberChanged;
import rookery.protocol.RosterMessages.AcceptFriend;
import rookery.protocol.RosterMessages.AddFriend;
import rookery.protocol.RosterMessages.Find;
import rookery.protocol.RosterMessages.Found;
import rookery.protocol.TouchMessages.Touching;
import rookery.tui.model.Conversation;
import rookery.tui.model.Place;
import rookery.tui.model.State;
import rookery.tui.net.Address;

/// A conversation between real clients, one over TCP and one over WebSocket, told as it happens and
/// checked at its end: every text has arrived exactly once and in order at everybody.
final class Story {
  private static final String NOTE = "it is ann, from the choir 🎶";
  private static final String GROUP = "rookery";
  private static final String CAKE = "Cake, too 🍰";

  private final Address tcp;
  private final Address webSocket;
  private final PrintStream out;
  private final List<String> direct = new ArrayList<>();
  private final List<String> inGroup = new ArrayList<>();

  Story(DemoServer.Addresses server, PrintStream out) {
    this.tcp = server.tcp();
    this.webSocket = server.webSocket();
    this.out = out;
  }

  /// Plays it.
  ///
  /// @throws DemoException when something did not happen as it should
  void play() throws DemoException, InterruptedException {
    try (var cast = new Cast()) {
      Person ann = cast.add(register(tcp, "ann"));
      Person bob = cast.add(register(webSocket, "bob"));
      Person carol = cast.add(register(tcp, "carol"));
      say("ann and carol sign up over TCP, bob over a WebSocket.");
      befriend(ann, bob);
      talk(ann, bob);
      Place group = gather(ann, bob, carol);
      talkInGroup(group, ann, bob, carol);
      Person.Left away = bob.leave();
      bob = cast.add(missAndReturn(away, group, ann, carol));
      check("ann", ann, new Place.Person(bob.id()), direct);
      check("bob", bob, new Place.Person(ann.id()), direct);
      for (Person member : List.of(ann, bob, carol)) {
        check(member.state().name(), member, group, inGroup);
      }
    }
    say("");
    say(
        "Checked: "
            + (direct.size() + inGroup.size())
            + " messages, each arrived exactly once and in order at everybody.");
  }

  private static Person register(Address address, String name)
      throws DemoException, InterruptedException {
    return Person.register(address, name, People.password(name), (_, _) -> {});
  }

  private void befriend(Person ann, Person bob) throws DemoException, InterruptedException {
    var found = (Found) ann.ask(new Find("bob", null)).data();
    if (found == null || found.users().stream().noneMatch(user -> user.id() == bob.id())) {
      throw new DemoException("ann did not find bob by his name.");
    }
    ann.ask(new AddFriend(bob.id(), NOTE));
    say("ann asks bob to be friends: “" + NOTE + "”");
    bob.await(
        "ann's request with its note",
        state ->
            state.roster().incoming().stream()
                .anyMatch(request -> request.id() == ann.id() && request.note().equals(NOTE)));
    bob.ask(new AcceptFriend(ann.id(), bob.cmid()));
    say("bob accepts.");
    ann.await("bob among his friends", state -> state.roster().friend(bob.id()).isPresent());
    bob.await("ann among his friends", state -> state.roster().friend(ann.id()).isPresent());
  }

  private void talk(Person ann, Person bob) throws DemoException, InterruptedException {
    heading("ann and bob");
    turn(ann, "Hello bob! Do you hear me?", bob);
    turn(bob, "你好，安！听得很清楚 👋", ann);
    turn(ann, "太好了。今晚一起唱歌吗？ 🎶", bob);
    turn(bob, "Yes! The whole family comes: 👨‍👩‍👧‍👦 🇯🇵 ❤️", ann);
  }

  private void turn(Person from, String text, Person to)
      throws DemoException, InterruptedException {
    from.write(new Place.Person(to.id()), text);
    direct.add(line(from, text));
    arrives(to, new Place.Person(from.id()), direct);
    arrives(from, new Place.Person(to.id()), direct);
    say(direct.getLast());
  }

  private Place gather(Person ann, Person bob, Person carol)
      throws DemoException, InterruptedException {
    var made =
        (GroupStored) ann.ask(new CreateGroup(ann.cmid(), GROUP, "birds of a feather")).data();
    if (made == null) {
      throw new DemoException("The group was made, but nobody knows which one.");
    }
    Place group = new Place.Group(made.groupid());
    for (Person member : List.of(bob, carol)) {
      member.ask(new JoinGroup(member.cmid(), made.groupid()));
    }
    for (Person member : List.of(ann, bob, carol)) {
      member.await(
          "the group with everybody in it",
          state -> state.at(group).filter(Story::isWhole).isPresent());
    }
    say("");
    say("ann makes the group “" + GROUP + "”; bob and carol join.");
    return group;
  }

  private static boolean isWhole(Conversation group) {
    return group.log().entries().stream()
        .anyMatch(
            entry -> entry instanceof MemberChanged change && change.username().equals("carol"));
  }

  private void talkInGroup(Place group, Person ann, Person bob, Person carol)
      throws DemoException, InterruptedException {
    heading("#" + GROUP);
    List<Person> members = List.of(ann, bob, carol);
    groupTurn(group, ann, "Welcome to the rookery 🐦‍⬛", members);
    groupTurn(group, bob, "大家好！", members);
    groupTurn(group, carol, "Hi both. Tea at four? ☕", members);
  }

  private void groupTurn(Place group, Person from, String text, List<Person> members)
      throws DemoException, InterruptedException {
    from.write(group, text);
    inGroup.add(line(from, text));
    for (Person member : members) {
      arrives(member, group, inGroup);
    }
    say(inGroup.getLast());
  }

  private Person missAndReturn(Person.Left away, Place group, Person ann, Person carol)
      throws DemoException, InterruptedException {
    Place withBob = new Place.Person(away.known().me());
    ann.await("bob going", state -> !state.roster().online().contains(away.known().me()));
    say("");
    say("bob goes offline; ann and carol write on.");
    for (String text : List.of("bob?", "你在吗？", "We start at seven. 🕖")) {
      ann.write(withBob, text);
      direct.add(line(ann, text));
    }
    ann.await("his texts stored", state -> state.outbox().isEmpty());
    carol.write(group, CAKE);
    inGroup.add(line(carol, CAKE));
    arrives(ann, group, inGroup);
    Person bob = Person.comeBack(webSocket, away, (_, _) -> {});
    say("bob comes back, and finds what he missed:");
    arrives(bob, new Place.Person(ann.id()), direct);
    arrives(bob, group, inGroup);
    direct.subList(direct.size() - 3, direct.size()).forEach(this::say);
    heading("#" + GROUP);
    say(inGroup.getLast());
    heading("ann and bob");
    turn(bob, "Back again. Nothing is lost! ✅", ann);
    return bob;
  }

  /// Waits until the last of these texts is there.
  private static void arrives(Person reader, Place place, List<String> texts)
      throws DemoException, InterruptedException {
    Predicate<State> there =
        state -> {
          List<String> read = texts(state, place);
          return !read.isEmpty() && read.getLast().equals(texts.getLast());
        };
    reader.await("“" + texts.getLast() + "”", there);
  }

  private static void check(String name, Person reader, Place place, List<String> expected)
      throws DemoException {
    List<String> read = texts(reader.state(), place);
    if (!read.equals(expected)) {
      throw new DemoException(
          name
              + " should have read exactly\n  "
              + String.join("\n  ", expected)
              + "\nbut read\n  "
              + String.join("\n  ", read));
    }
  }

  private static List<String> texts(State state, Place place) {
    return state.at(place).stream()
        .flatMap(conversation -> conversation.log().entries().stream())
        .flatMap(entry -> text(entry).stream())
        .toList();
  }

  private static List<String> text(Entry entry) {
    return switch (entry) {
      case DirectPosted text -> List.of(line(text.name(), text.msg()));
      case GroupPosted text -> List.of(line(text.name(), text.msg()));
      case MemberChanged _, Touching _ -> List.of();
    };
  }

  private static String line(Person from, String text) {
    return line(from.state().name(), text);
  }

  private static String line(String name, String text) {
    return " ".repeat(Math.max(0, 8 - name.length())) + name + " │ " + text;
  }

  private void heading(String text) {
    say("");
    say("── " + text);
  }

  private void say(String text) {
    out.println(text);
  }
}
