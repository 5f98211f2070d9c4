package rookery.tui.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import rookery.protocol.SyncMessages.Synced.FriendRequest;
import rookery.protocol.SyncMessages.Synced.Group;
import rookery.tui.model.Conversation;
import rookery.tui.model.Place;
import rookery.tui.model.State;

/// What stands in the list on the left.
final class Contacts {
  private Contacts() {}

  /// One row of the list.
  sealed interface Item {
    /// A title; not to be chosen.
    record Heading(String text) implements Item {}

    /// A friend request.
    record Request(FriendRequest request) implements Item {}

    /// A friend, a group, or somebody else there is a conversation with.
    ///
    /// @param name with the nickname of a friend
    /// @param mentioned whether the user is named in what is unread
    record Contact(Place place, String name, boolean online, long unread, boolean mentioned)
        implements Item {}
  }

  static List<Item> of(State state) {
    List<Item> items = new ArrayList<>();
    List<FriendRequest> requests = state.roster().requests();
    if (!requests.isEmpty()) {
      int incoming = state.roster().incoming().size();
      items.add(new Item.Heading("Requests" + (incoming == 0 ? "" : " (" + incoming + ")")));
      requests.stream()
          .sorted(Comparator.comparing(FriendRequest::incoming).reversed())
          .forEach(request -> items.add(new Item.Request(request)));
    }
    items.add(new Item.Heading("Friends"));
    items.addAll(people(state));
    items.add(new Item.Heading("Groups"));
    items.addAll(groups(state));
    return items;
  }

  /// All that can be opened, in the order of the list.
  static List<Item.Contact> places(State state) {
    return of(state).stream()
        .filter(Item.Contact.class::isInstance)
        .map(Item.Contact.class::cast)
        .toList();
  }

  private static List<Item.Contact> people(State state) {
    List<Item.Contact> people = new ArrayList<>();
    state
        .roster()
        .friends()
        .forEach(friend -> people.add(contact(state, new Place.Person(friend.id()))));
    for (Conversation each : state.conversations().values()) {
      boolean stranger =
          each.place() instanceof Place.Person(int id) && state.roster().friend(id).isEmpty();
      if (stranger && (each.reading().shown() > 0 || each.place().equals(state.open()))) {
        people.add(contact(state, each.place()));
      }
    }
    people.sort(byName());
    return people;
  }

  private static List<Item.Contact> groups(State state) {
    List<Item.Contact> groups = new ArrayList<>();
    for (Group group : state.roster().groups()) {
      groups.add(contact(state, new Place.Group(group.groupid())));
    }
    groups.sort(byName());
    return groups;
  }

  private static Item.Contact contact(State state, Place place) {
    boolean online = place instanceof Place.Person(int id) && state.roster().online().contains(id);
    long unread = state.at(place).map(each -> each.reading().shown()).orElse(0L);
    boolean mentioned = state.at(place).filter(each -> each.mentions(state.me())).isPresent();
    return new Item.Contact(place, state.titleAndNickname(place), online, unread, mentioned);
  }

  private static Comparator<Item.Contact> byName() {
    return Comparator.comparing(contact -> contact.name().toLowerCase(Locale.ROOT));
  }
}
