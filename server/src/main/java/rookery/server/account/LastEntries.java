package rookery.server.account;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import rookery.protocol.ErrorCode;
import rookery.protocol.Role;
import rookery.server.log.Command;
import rookery.server.log.Conversation;
import rookery.server.log.Decision;
import rookery.server.log.Lanes;
import rookery.server.log.LogEntry.Kind;
import rookery.server.log.MemberChange;
import rookery.server.log.Members;
import rookery.server.log.Outcome;
import rookery.server.log.Rule;
import rookery.server.roster.RosterStore.Person;

/// The last entry of a user whose account is erased, in each of his conversations. A `cmid` begins
/// with a dot, as none of a client can.
public final class LastEntries {
  /// What everybody is called who was erased.
  static final String NAME = "erased";

  private static final int BYTES = 200;

  /// How often one is tried that is told to come again.
  private static final int TRIES = 20;

  private final Lanes lanes;

  public LastEntries(Lanes lanes) {
    this.lanes = lanes;
  }

  /// Ends a direct conversation. Blocks.
  ///
  /// @return the entry's sequence; empty when it has to be tried again later
  OptionalLong leaveDirect(long conversation, int user, String cmid) throws InterruptedException {
    return stored(conversation, user, cmid, (members, _) -> erased(user, change(members, user)));
  }

  /// Leaves a group, which goes to the heir where the user is its creator. Blocks.
  ///
  /// @return the entry's sequence; empty when it has to be tried again later
  OptionalLong leaveGroup(long conversation, int user, String cmid, Optional<Person> heir)
      throws InterruptedException {
    if (heir.isPresent()) {
      Person next = heir.get();
      // Refused where he is no creator.
      OptionalLong _ = stored(conversation, user, ".transfer-" + next.id(), transfer(user, next));
    }
    return stored(
        conversation,
        user,
        cmid,
        (members, _) ->
            members.role(user) == Role.CREATOR && members.roles().size() > 1
                ? new Decision.Refuse(ErrorCode.CONFLICT, "It needs another creator first.")
                : erased(user, change(members, user)));
  }

  private static Rule transfer(int user, Person heir) {
    return (members, _) ->
        members.role(user) == Role.CREATOR && members.has(heir.id())
            ? Decision.members(
                "transferred", heir.id(), heir.name(), new MemberChange.Transfer(user, heir.id()))
            : new Decision.Refuse(ErrorCode.FORBIDDEN, "It is not his to hand over.");
  }

  /// What his going does to the members; null where he has gone before.
  private static @Nullable MemberChange change(Members members, int user) {
    if (!members.has(user)) {
      return null;
    }
    return switch (members.conversation()) {
      case Conversation.Direct(_, int low, int high) -> new MemberChange.Unfriend(low, high);
      case Conversation.Group _ ->
          members.role(user) == Role.CREATOR
              ? new MemberChange.Dissolve()
              : new MemberChange.Leave(user);
    };
  }

  private static Decision erased(int user, @Nullable MemberChange change) {
    return new Decision.Accept(Kind.MEMBER, "erased", user, NAME, 0, "", change);
  }

  private OptionalLong stored(long conversation, int user, String cmid, Rule rule)
      throws InterruptedException {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      BlockingQueue<Outcome> told = new ArrayBlockingQueue<>(1);
      lanes.submit(
          new Command(conversation, user, NAME, cmid, 0, rule, null, 0, BYTES, told::offer));
      switch (told.take()) {
        case Outcome.Stored stored -> {
          return OptionalLong.of(stored.seq());
        }
        case Outcome.Refused _ -> {
          return OptionalLong.empty();
        }
        case Outcome.Later later -> Thread.sleep(later.retryMs());
      }
    }
    return OptionalLong.empty();
  }
}
