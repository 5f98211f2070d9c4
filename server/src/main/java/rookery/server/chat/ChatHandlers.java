package rookery.server.chat;

import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import rookery.protocol.Bounds;
import rookery.protocol.ChatMessages.Drop;
import rookery.protocol.ChatMessages.SendDirect;
import rookery.protocol.ChatMessages.SendGroup;
import rookery.protocol.ChatMessages.Stored;
import rookery.protocol.ErrorCode;
import rookery.protocol.Reply;
import rookery.server.dispatch.Answer;
import rookery.server.dispatch.Dispatcher;
import rookery.server.dispatch.RefusedException;
import rookery.server.dispatch.Sender;
import rookery.server.dispatch.Sender.Parcel;
import rookery.server.group.GroupStore;
import rookery.server.log.EntryReader;
import rookery.server.log.Outcome;
import rookery.server.roster.Directs;
import rookery.server.roster.RosterHandlers;
import rookery.server.roster.RosterStore;
import rookery.server.session.SendWindow;
import rookery.server.session.Session;

/// Texts, one to one and in groups.
public final class ChatHandlers {
  private final Sender sender;
  private final Directs directs;
  private final GroupConversations groups;
  private final RosterStore rosters;
  private final RosterHandlers requests;
  private final ReadableTexts texts;

  public ChatHandlers(
      Sender sender,
      Directs directs,
      GroupStore groups,
      RosterStore rosters,
      RosterHandlers requests,
      EntryReader reader) {
    this.sender = sender;
    this.directs = directs;
    this.groups = new GroupConversations(groups);
    this.rosters = rosters;
    this.requests = requests;
    this.texts = new ReadableTexts(reader);
  }

  public void register(Dispatcher.Builder table) {
    table
        .inOrder(
            SendDirect.class,
            this::direct,
            (session, send) -> directs.known(session.user(), send.to()).orElse(SendWindow.UNKNOWN))
        .inOrder(
            SendGroup.class,
            this::group,
            (_, send) -> groups.known(send.groupid()).orElse(SendWindow.UNKNOWN))
        .on(Drop.class, this::drop);
  }

  private void direct(Session session, SendDirect message, Answer answer) {
    if (session.connection().version2()) {
      sendDirect(session, message, answer);
      return;
    }
    try {
      ClassicPatience.send(
          session.connection(), once -> sendDirect(session, message, once), answer);
    } catch (RefusedException e) {
      if (e.code() != ErrorCode.FORBIDDEN || message.to() == session.user()) {
        throw e;
      }
      askInstead(session, message);
    }
  }

  private void sendDirect(Session session, SendDirect message, Answer answer) {
    sender.inOrder(
        session, message.cmid(), () -> parcel(session, message), answer, ack(message.cmid()));
  }

  private Parcel parcel(Session session, SendDirect message) {
    long reply = reply(message.reply());
    Directs.Way way = directs.forText(session.user(), message.to(), message.msg(), reply);
    texts.requireReadable(session, way.conversation(), reply);
    return Parcel.text(way.conversation(), message.msg(), way.rule());
  }

  /// The classic form knows no friend request with a note: a text to somebody who takes none from
  /// this sender becomes one.
  private void askInstead(Session session, SendDirect message) {
    int length = message.msg().codePointCount(0, message.msg().length());
    String note =
        message
            .msg()
            .substring(0, message.msg().offsetByCodePoints(0, Math.min(length, Bounds.NOTE)));
    requests.request(session, rosters.person(message.to()).orElseThrow(), note);
    throw new RefusedException(
        ErrorCode.FORBIDDEN,
        "You are not friends yet: your words went along with a friend request.");
  }

  private void group(Session session, SendGroup message, Answer answer) {
    if (session.connection().version2()) {
      sendGroup(session, message, answer);
    } else {
      ClassicPatience.send(session.connection(), once -> sendGroup(session, message, once), answer);
    }
  }

  private void sendGroup(Session session, SendGroup message, Answer answer) {
    sender.inOrder(
        session, message.cmid(), () -> parcel(session, message), answer, ack(message.cmid()));
  }

  private Parcel parcel(Session session, SendGroup message) {
    long conversation = groups.conversation(message.groupid());
    long reply = reply(message.reply());
    texts.requireReadable(session, conversation, reply);
    return Parcel.text(
        conversation,
        message.msg(),
        TextRules.group(session.user(), message.msg(), reply, message.mentions()));
  }

  private static Function<Outcome.Stored, Stored> ack(String cmid) {
    return stored -> new Stored(stored.conversation(), stored.seq(), stored.ts(), cmid);
  }

  private static long reply(@Nullable Long reply) {
    return reply == null ? 0 : reply;
  }

  private @Nullable Reply drop(Session session, Drop message) {
    Integer to = message.to();
    OptionalLong conversation =
        to != null
            ? directs.knownOrStored(session.user(), to)
            : OptionalLong.of(groups.conversation(Objects.requireNonNull(message.groupid())));
    session.sends().drop(conversation.orElse(SendWindow.UNKNOWN), message.cmid());
    return null;
  }
}
