package rookery.protocol;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rookery.protocol.AccountMessages.ClassicLoggedIn;

/// The types of messages: number on the wire, and the records that carry it from either side and as
/// the reply.
public enum MessageType {
  LOGIN(1, AccountMessages.Login.class),
  LOGIN_ACK(2, AccountMessages.LoggedIn.class),
  REG(3, AccountMessages.Register.class),
  REG_ACK(4, AccountMessages.Registered.class),
  ONE_CHAT(
      5, ChatMessages.SendDirect.class, ChatMessages.DirectPosted.class, ChatMessages.Stored.class),
  ADD_FRIEND(6, RosterMessages.AddFriend.class),
  CREATE_GROUP(7, GroupMessages.CreateGroup.class, GroupMessages.GroupStored.class),
  ADD_GROUP(8, GroupMessages.JoinGroup.class, GroupMessages.GroupStored.class),
  GROUP_CHAT(
      9, ChatMessages.SendGroup.class, ChatMessages.GroupPosted.class, ChatMessages.Stored.class),
  LOGINOUT(10, AccountMessages.Logout.class),
  RESULT(11, Result.class),
  PING(12, AccountMessages.Ping.class),
  PONG(13, AccountMessages.Pong.class),
  SYNC(14, SyncMessages.Sync.class, SyncMessages.Synced.class),
  BACKLOG(15, SyncMessages.Backlog.class, SyncMessages.BacklogPage.class),
  HISTORY(16, SyncMessages.History.class, SyncMessages.HistoryPage.class),
  RECEIVED(17, ChatMessages.Received.class),
  READ(18, ChatMessages.Read.class),
  RECEIPT(19, ChatMessages.Receipt.class),
  TYPING(20, TouchMessages.SendTyping.class, TouchMessages.Typing.class),
  PRESENCE(21, RosterMessages.Presence.class),
  UNREAD(22, ChatMessages.MarkUnread.class),
  ACCEPT_FRIEND(23, RosterMessages.AcceptFriend.class, ChatMessages.Stored.class),
  REJECT_FRIEND(24, RosterMessages.RejectFriend.class),
  REMOVE_FRIEND(25, RosterMessages.RemoveFriend.class, ChatMessages.Stored.class),
  FRIEND_EVENT(26, RosterMessages.FriendEvent.class),
  BLOCK(27, RosterMessages.Block.class, ChatMessages.Stored.class),
  UNBLOCK(28, RosterMessages.Unblock.class, ChatMessages.Stored.class),
  BLOCKED(29, RosterMessages.ListBlocked.class, RosterMessages.Blocked.class),
  FIND(30, RosterMessages.Find.class, RosterMessages.Found.class),
  MEMBERS(31, GroupMessages.ListMembers.class, GroupMessages.MemberPage.class),
  LEAVE_GROUP(32, GroupMessages.LeaveGroup.class, GroupMessages.GroupStored.class),
  MEMBER_CHANGED(33, GroupMessages.MemberChanged.class),
  NOTICE(34, AdminMessages.SetNotice.class, GroupMessages.GroupStored.class),
  INVITE(35, AdminMessages.Invite.class, GroupMessages.GroupStored.class),
  KICK(36, AdminMessages.Kick.class, GroupMessages.GroupStored.class),
  BAN(37, AdminMessages.Ban.class, GroupMessages.GroupStored.class),
  MUTE(38, AdminMessages.Mute.class, GroupMessages.GroupStored.class),
  SET_ROLE(39, AdminMessages.SetRole.class, GroupMessages.GroupStored.class),
  TRANSFER(40, AdminMessages.Transfer.class, GroupMessages.GroupStored.class),
  RENAME_GROUP(41, AdminMessages.Rename.class, GroupMessages.GroupStored.class),
  DISSOLVE(42, AdminMessages.Dissolve.class, GroupMessages.GroupStored.class),
  GROUP_POLICY(43, AdminMessages.SetPolicy.class, GroupMessages.GroupStored.class),
  ANSWER_JOIN(44, AdminMessages.AnswerJoin.class, GroupMessages.GroupStored.class),
  GROUP_CODE(45, AdminMessages.MakeCode.class, AdminMessages.Code.class),
  GROUP_INFO(46, AdminMessages.AskGroup.class, AdminMessages.GroupState.class),
  GROUP_EVENT(47, AdminMessages.GroupEvent.class),
  SEEN(48, ChatMessages.AskSeen.class, ChatMessages.Seen.class),
  SEARCH(50, SyncMessages.Search.class, SyncMessages.SearchPage.class),
  EDIT(51, TouchMessages.Edit.class, TouchMessages.Edited.class, ChatMessages.Stored.class),
  RECALL(52, TouchMessages.Recall.class, TouchMessages.Recalled.class, ChatMessages.Stored.class),
  REACTION(53, TouchMessages.React.class, TouchMessages.Reacted.class, ChatMessages.Stored.class),
  PASSWORD(60, SelfMessages.ChangePassword.class),
  NICKNAME(61, SelfMessages.SetNickname.class, SelfMessages.Nickname.class),
  PRIVACY(62, RosterMessages.SetPrivacy.class, RosterMessages.Privacy.class),
  DEVICES(63, SelfMessages.ListDevices.class, SelfMessages.Devices.class),
  END_DEVICE(64, SelfMessages.EndDevice.class),
  EXPORT(65, SelfMessages.Export.class, SelfMessages.Exported.class),
  ERASE(66, SelfMessages.Erase.class),
  BYE(90, AccountMessages.Bye.class),
  DROP(91, ChatMessages.Drop.class),
  ANNOUNCEMENT(92, AccountMessages.Announcement.class);

  private static final Map<Integer, MessageType> BY_NUMBER =
      Stream.of(values()).collect(Collectors.toUnmodifiableMap(MessageType::number, type -> type));
  private static final ClassValue<MessageType> BY_RECORD =
      new ClassValue<>() {
        @Override
        protected MessageType computeValue(Class<?> record) {
          if (record == ClassicLoggedIn.class) {
            return LOGIN_ACK;
          }
          return Stream.of(values())
              .filter(type -> type.records.contains(record))
              .findFirst()
              .orElseThrow(() ->
                  new IllegalArgumentException("no message type carries " + record.getName()));
        }
      };

  private final int number;

  @SuppressWarnings("ImmutableEnumChecker") // a List.of
  private final List<Class<?>> records;

  MessageType(int number, Class<?>... records) {
    this.number = number;
    this.records = List.of(records);
  }

  /// The `msgid`.
  public int number() {
    return number;
  }

  /// The record that a client sends under this number, where it may.
  public Optional<Class<? extends ClientMessage>> fromClient() {
    return record(ClientMessage.class);
  }

  /// The record that a server sends under this number, where it may.
  public Optional<Class<? extends ServerMessage>> fromServer() {
    return record(ServerMessage.class);
  }

  /// The record in `data` of the result of a request of this type, where it has one.
  public Optional<Class<? extends Reply>> reply() {
    return record(Reply.class);
  }

  public static Optional<MessageType> of(int number) {
    return Optional.ofNullable(BY_NUMBER.get(number));
  }

  /// The type that carries a record of this class.
  ///
  /// @throws IllegalArgumentException when no type names it
  public static MessageType of(Class<?> record) {
    return BY_RECORD.get(record);
  }

  private <T> Optional<Class<? extends T>> record(Class<T> side) {
    return records.stream()
        .filter(side::isAssignableFrom)
        .findFirst()
        .map(found -> found.asSubclass(side));
  }
}
