package rookery.protocol;

/// Bounds that both ends keep; `docs/protocol.md` section 2.2 is their source.
public final class Bounds {
  /// Bytes of one frame from a client, its terminator not counted.
  public static final int FRAME_BYTES = 65_536;

  /// Bytes of one frame from a server.
  public static final int SERVER_FRAME_BYTES = 2 << 20;

  /// Levels of nesting in one frame.
  public static final int DEPTH = 16;

  /// Code points of a user's name.
  public static final int NAME = 32;

  /// UTF-16 units of what a user's name is compared by; as wide as its column.
  public static final int NAME_KEY = 128;

  /// UTF-16 units of what a group's name is compared by; as wide as its column.
  public static final int GROUP_NAME_KEY = 200;

  /// Code points of a password.
  public static final int PASSWORD = 128;

  /// Code points that a password needs where the form of the wire can say so.
  public static final int PASSWORD_MIN = 8;

  /// Code points of a message's text.
  public static final int TEXT = 4_000;

  /// Code points of a reaction.
  public static final int REACTION = 16;

  /// Reactions of different kinds to one text.
  public static final int REACTIONS = 20;

  /// Users whom one text may mention by name.
  public static final int MENTIONS = 50;

  /// Code points of a group's name.
  public static final int GROUP_NAME = 50;

  /// Code points of a group's description.
  public static final int GROUP_DESC = 200;

  /// Code points of the note of a friend request.
  public static final int NOTE = 200;

  /// Characters of a `cmid` and of a device's id.
  public static final int TOKEN_ID = 64;

  /// Pairs in the `after` of SYNC and BACKLOG.
  public static final int CURSORS = 1_000;

  /// Conversations in one answer to SYNC.
  public static final int HEADS = 500;

  /// Entries, members or other rows in one page.
  public static final int PAGE = 200;

  /// Rows in a page when the request names no limit.
  public static final int PAGE_DEFAULT = 100;

  /// Code points of what is searched for in texts.
  public static final int SEARCH = 100;

  /// Rows in an answer to a search.
  public static final int FOUND = 50;

  /// Rows in an answer to a search that names no limit.
  public static final int FOUND_DEFAULT = 20;

  /// Users whom one user may block.
  public static final int BLOCKED = 1_000;

  /// Friends of a user, and groups of a user.
  public static final int ROSTER = 1_000;

  /// Open friend requests from a user, and to him.
  public static final int FRIEND_REQUESTS = 100;

  /// Members of a group.
  public static final int MEMBERS = 10_000;

  /// Users whom a group may ban.
  public static final int BANNED = 1_000;

  /// Open requests to join a group.
  public static final int JOIN_REQUESTS = 1_000;

  /// Codes of a group that are good at a time.
  public static final int CODES = 20;

  /// Hours for which a code is good at most.
  public static final int CODE_HOURS = 720;

  /// Code points of a group's notice.
  public static final int NOTICE = 1_000;

  /// Newest entries of a conversation among which unread texts are counted.
  public static final int UNREAD = 1_000;

  /// Sends of one connection that may be under way.
  public static final int SENDS_UNDER_WAY = 64;

  private Bounds() {}
}
