package rookery.server.group;

import org.jspecify.annotations.Nullable;
import rookery.protocol.AdminMessages.Change;
import rookery.protocol.AdminMessages.GroupEvent;
import rookery.protocol.Bounds;
import rookery.protocol.ErrorCode;
import rookery.protocol.GroupMessages.GroupStored;
import rookery.protocol.Reply;
import rookery.server.dispatch.Answer;
import rookery.server.dispatch.RefusedException;
import rookery.server.dispatch.Sender;
import rookery.server.group.GroupStore.Group;
import rookery.server.log.Rule;
import rookery.server.route.Router;
import rookery.server.session.Session;

/// The way of a change into a group's log, and of the news to those who do not see it there.
final class GroupChanges {
  private final GroupStore store;
  private final Sender sender;
  private final Router router;

  GroupChanges(GroupStore store, Sender sender, Router router) {
    this.store = store;
    this.sender = sender;
    this.router = router;
  }

  void submit(Session session, Change message, Rule rule, Answer answer) {
    submit(session, evenDissolved(message.groupid()), message.cmid(), rule, answer);
  }

  void submit(Session session, Group group, String cmid, Rule rule, Answer answer) {
    sender.change(
        session,
        group.conversation(),
        cmid,
        rule,
        answer,
        stored ->
            new GroupStored(group.id(), stored.conversation(), stored.seq(), stored.ts(), cmid));
  }

  /// @throws RefusedException 404
  Group group(int id) {
    return store.byId(id).orElseThrow(GroupChanges::noGroup);
  }

  /// For what may be a repeat: the first answer to it stays good when the group is gone.
  ///
  /// @throws RefusedException 404
  Group evenDissolved(int id) {
    return store.evenDissolved(id).orElseThrow(GroupChanges::noGroup);
  }

  private static RefusedException noGroup() {
    return new RefusedException(ErrorCode.UNKNOWN, GroupRules.NO_GROUP);
  }

  /// @throws RefusedException 409 when a user is in as many groups as he may be
  void requireRoom(int user) {
    if (store.groupsOf(user) >= Bounds.ROSTER) {
      throw new RefusedException(
          ErrorCode.CONFLICT, Bounds.ROSTER + " groups are the most that one may be in.");
    }
  }

  /// Tells whom a change concerns once it is stored.
  Answer telling(Answer answer, Session session, Group group, String event, int user) {
    return new Answer() {
      @Override
      public void done(@Nullable Reply reply) {
        answer.done(reply);
        tell(session, group, event, user, user, null);
      }

      @Override
      public void refused(RefusedException refusal) {
        answer.refused(refusal);
      }
    };
  }

  void tell(Session session, Group group, String event, int to, int user, @Nullable String note) {
    router.tell(
        to,
        new GroupEvent(event, group.id(), group.name(), user, session.user(), session.name(), note),
        0);
  }
}
