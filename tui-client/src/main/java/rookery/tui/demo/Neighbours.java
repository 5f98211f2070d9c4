package rookery.tui.demo;

import java.util.List;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.Entry;
import rookery.protocol.GroupMessages.CreateGroup;
import rookery.protocol.GroupMessages.GroupStored;
import rookery.protocol.GroupMessages.JoinGroup;
import rookery.protocol.RosterMessages.AcceptFriend;
import rookery.protocol.RosterMessages.AddFriend;
import rookery.tui.model.Place;
import rookery.tui.net.Address;

/// Who lives on the demo's server while somebody looks at it as ann: bob, carol, and a bot that
/// answers whatever it is told.
final class Neighbours implements AutoCloseable {
  private final Address address;
  private final Cast cast = new Cast();

  Neighbours(Address address) {
    this.address = address;
  }

  /// Makes them, and ann, who goes again at once.
  ///
  /// @param invitation what bob tells ann
  Person.Left moveIn(String invitation) throws DemoException, InterruptedException {
    Person ann = cast.add(register("ann"));
    Person bob = cast.add(register("bob"));
    Person carol = cast.add(register("carol"));
    Person echo =
        cast.add(Person.register(address, "echo", People.password("echo"), Neighbours::answer));
    for (Person friend : List.of(bob, carol, echo)) {
      befriend(ann, friend);
    }
    Place group = gather(ann, List.of(bob, carol, echo));
    Person.Left annLeft = ann.leave();
    Place toAnn = new Place.Person(annLeft.known().me());
    bob.write(toAnn, "Hello ann! 你好 👋");
    bob.write(toAnn, invitation);
    echo.write(toAnn, "I am a bot: I say again whatever you write to me.");
    carol.write(group, "Tea at four? ☕");
    bob.write(group, "好！ 🍰");
    for (Person writer : List.of(bob, carol, echo)) {
      writer.await("his texts stored", state -> state.outbox().isEmpty());
    }
    return annLeft;
  }

  @Override
  public void close() {
    cast.close();
  }

  private Person register(String name) throws DemoException, InterruptedException {
    return Person.register(address, name, People.password(name), (_, _) -> {});
  }

  private static void befriend(Person ann, Person friend)
      throws DemoException, InterruptedException {
    friend.ask(new AddFriend(ann.id(), "it is " + friend.state().name()));
    ann.ask(new AcceptFriend(friend.id(), ann.cmid()));
  }

  private static Place gather(Person ann, List<Person> others)
      throws DemoException, InterruptedException {
    var made =
        (GroupStored) ann.ask(new CreateGroup(ann.cmid(), "rookery", "birds of a feather")).data();
    if (made == null) {
      throw new DemoException("The group was made, but nobody knows which one.");
    }
    for (Person other : others) {
      other.ask(new JoinGroup(other.cmid(), made.groupid()));
    }
    return new Place.Group(made.groupid());
  }

  private static void answer(Person echo, Entry entry) {
    if (entry instanceof DirectPosted text && text.sender() != echo.id()) {
      echo.writeBack(text.sender(), text.msg());
    }
  }
}
