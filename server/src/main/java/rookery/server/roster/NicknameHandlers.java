package rookery.server.roster;

import java.util.Map;
import rookery.protocol.RosterMessages.FriendEvent;
import rookery.protocol.SelfMessages.Nickname;
import rookery.protocol.SelfMessages.SetNickname;
import rookery.server.dispatch.Dispatcher;
import rookery.server.route.Router;
import rookery.server.session.Session;

/// The word that a user wants to be shown beside his name.
final class NicknameHandlers {
  private final RosterStore store;
  private final Router router;
  private final RosterVersions versions;

  NicknameHandlers(RosterStore store, Router router, RosterVersions versions) {
    this.store = store;
    this.router = router;
    this.versions = versions;
  }

  void register(Dispatcher.Builder table) {
    table.on(SetNickname.class, this::set);
  }

  private Nickname set(Session session, SetNickname message) {
    String wanted = message.nickname();
    String before = store.nickname(session.user());
    if (wanted == null || wanted.equals(before)) {
      return new Nickname(before);
    }
    Map<Integer, Long> moved = store.setNickname(session.user(), wanted);
    moved.forEach((user, version) -> {
      boolean friend = user != session.user();
      var event =
          new FriendEvent(
              "nickname",
              session.user(),
              session.name(),
              wanted,
              friend,
              versions.moved(user, version));
      router.tell(user, event, session.connection().id());
    });
    return new Nickname(wanted);
  }
}
