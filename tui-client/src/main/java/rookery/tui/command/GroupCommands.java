package rookery.tui.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import rookery.protocol.Bounds;
import rookery.protocol.GroupMessages.CreateGroup;
import rookery.protocol.GroupMessages.GroupStored;
import rookery.protocol.GroupMessages.JoinGroup;
import rookery.protocol.GroupMessages.LeaveGroup;
import rookery.protocol.GroupMessages.ListMembers;
import rookery.protocol.GroupMessages.MemberPage;
import rookery.protocol.Role;
import rookery.protocol.RosterMessages.Find;
import rookery.protocol.RosterMessages.Found;
import rookery.protocol.SyncMessages.Synced.Group;
import rookery.tui.model.Place;
import rookery.tui.model.State;

/// Groups and their members.
final class GroupCommands {
  private final Supplier<String> cmids;

  GroupCommands(Supplier<String> cmids) {
    this.cmids = cmids;
  }

  List<Command> table() {
    return List.of(
        new Command("group", "create <name> [text]", "make a group", (_, a) -> create(a)),
        new Command("join", "<id|name>", "join a group", (_, a) -> join(a)),
        new Command("leave", "[name]", "leave the open group, or this one", this::leave),
        new Command("members", "[name]", "who is in the open group", GroupCommands::members));
  }

  private List<Action> create(String arguments) {
    String name = Words.first(Words.rest(arguments));
    if (!Words.first(arguments).equals("create") || name.isEmpty()) {
      return List.of(Action.fail("Say how it is called: /group create <name> [text]"));
    }
    String description = Words.rest(Words.rest(arguments));
    return Answered.asking(
        new CreateGroup(cmids.get(), name, description),
        GroupStored.class,
        made ->
            List.of(
                Action.open(new Place.Group(made.groupid())),
                Action.tell(
                    "The group " + name + " is there; others /join " + made.groupid() + ".")));
  }

  private List<Action> join(String arguments) {
    if (arguments.isEmpty()) {
      return List.of(Action.fail("Say which: /join <id|name>"));
    }
    if (Words.isNumber(arguments)) {
      return join(Integer.parseInt(arguments), "the group");
    }
    String name = Words.rest(arguments).isEmpty() ? Words.first(arguments) : arguments;
    return Answered.asking(new Find(name, null), Found.class, found -> join(name, found));
  }

  private List<Action> join(String name, Found found) {
    List<Found.Group> called =
        found.groups().stream().filter(group -> Words.same(group.groupname(), name)).toList();
    return switch (called.size()) {
      case 0 -> List.of(Action.fail("There is no group called " + name + "."));
      case 1 -> join(called.getFirst().groupid(), called.getFirst().groupname());
      default -> {
        List<String> ids = called.stream().map(group -> String.valueOf(group.groupid())).toList();
        yield List.of(
            Action.fail(
                "Several groups are called so: /join one of " + String.join(", ", ids) + "."));
      }
    };
  }

  private List<Action> join(int id, String name) {
    return Answered.asking(
        new JoinGroup(cmids.get(), id),
        _ ->
            List.of(Action.open(new Place.Group(id)), Action.tell("You are in " + name + " now.")));
  }

  private List<Action> leave(State state, String name) {
    return group(state, name)
        .map(group ->
            Answered.telling(
                new LeaveGroup(cmids.get(), group.groupid()),
                "You left " + group.groupname() + "."))
        .orElseGet(() -> List.of(Action.fail(noGroup(name))));
  }

  private static List<Action> members(State state, String name) {
    return group(state, name)
        .map(group -> page(group, 0, List.of()))
        .orElseGet(() -> List.of(Action.fail(noGroup(name))));
  }

  private static List<Action> page(Group group, int after, List<String> before) {
    return Answered.asking(
        new ListMembers(group.groupid(), after, Bounds.PAGE),
        MemberPage.class,
        page -> {
          List<String> lines = new ArrayList<>(before);
          page.members().forEach(member -> lines.add(line(member)));
          return page.more() && !page.members().isEmpty()
              ? page(group, page.members().getLast().id(), lines)
              : List.of(
                  new Action.Show(group.groupname() + ": " + lines.size() + " members", lines));
        });
  }

  private static String line(MemberPage.Member member) {
    String presence = member.state().equals("online") ? "● " : "○ ";
    String role = member.role() == Role.NORMAL ? "" : "  (" + member.role().word() + ")";
    return presence + Words.beside(member.name(), member.nickname()) + role;
  }

  private static Optional<Group> group(State state, String name) {
    if (name.isEmpty()) {
      return state.open() instanceof Place.Group(int id)
          ? state.roster().group(id)
          : Optional.empty();
    }
    return state.roster().groups().stream()
        .filter(group ->
            Words.same(group.groupname(), name) || String.valueOf(group.groupid()).equals(name))
        .findFirst();
  }

  private static String noGroup(String name) {
    return name.isEmpty() ? "No group is open: say which." : "You are in no group " + name + ".";
  }
}
