package rookery.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rookery.protocol.TouchMessages.Touched;

/// Texts, one to one and in groups, and the cursors over them.
public final class ChatMessages {
  /// Under which the server itself speaks.
  public static final String SERVER_NAME = "rookery";

  private ChatMessages() {}

  public sealed interface FromClient extends ClientMessage
      permits SendDirect, SendGroup, Drop, Received, Read, MarkUnread, AskSeen {}

  public sealed interface FromServer extends ServerMessage permits Receipt, Seen {}

  /// Send a text to a user.
  ///
  /// @param reply the sequence of the text that it answers; null for none
  public record SendDirect(String cmid, Integer to, String msg, @Nullable Long reply)
      implements FromClient, ClientMessage.Repeatable {
    public SendDirect {
      Check.token("cmid", cmid);
      Check.id("to", to);
      Check.text("msg", msg, 1, Bounds.TEXT);
      if (reply != null) {
        Check.number("reply", reply, 1);
      }
    }

    /// A text that answers none.
    public SendDirect(String cmid, Integer to, String msg) {
      this(cmid, to, msg, null);
    }
  }

  /// Send a text to a group.
  ///
  /// @param reply the sequence of the text that it answers; null for none
  /// @param mentions whom it is for above all
  public record SendGroup(
      String cmid, Integer groupid, String msg, @Nullable Long reply, @Nullable Mentions mentions)
      implements FromClient, ClientMessage.Repeatable {
    public SendGroup {
      Check.token("cmid", cmid);
      Check.id("groupid", groupid);
      Check.text("msg", msg, 1, Bounds.TEXT);
      if (reply != null) {
        Check.number("reply", reply, 1);
      }
    }

    /// A text that answers none and mentions nobody.
    public SendGroup(String cmid, Integer groupid, String msg) {
      this(cmid, groupid, msg, null, null);
    }
  }

  /// Who is mentioned in a group.
  ///
  /// @param users ids
  /// @param all whether everybody is
  public record Mentions(List<Integer> users, Boolean all) {
    public Mentions(@Nullable List<Integer> users, @Nullable Boolean all) {
      List<Integer> named = users == null ? List.of() : List.copyOf(users);
      if (named.size() > Bounds.MENTIONS) {
        throw ProtocolException.field("users", "must have at most " + Bounds.MENTIONS + " ids");
      }
      named.forEach(user -> Check.id("users", user));
      this.users = named.stream().distinct().toList();
      this.all = all != null && all;
    }
  }

  /// Give up a text that was refused with 429 or 503, so that later ones may pass.
  public record Drop(String cmid, @Nullable Integer to, @Nullable Integer groupid)
      implements FromClient, ClientMessage.Repeatable {
    public Drop {
      Check.token("cmid", cmid);
      if (to == null) {
        Check.id("groupid", groupid);
      } else if (groupid != null) {
        throw ProtocolException.field("to", "and \"groupid\" exclude each other");
      } else {
        Check.id("to", to);
      }
    }
  }

  /// This device has all entries of the conversation up to `seq`, inclusive.
  public record Received(Long conv, Long seq) implements FromClient {
    public Received {
      Check.number("conv", conv, 1);
      Check.number("seq", seq, 0);
    }
  }

  /// The conversation is to stand out as unread, until somebody reads there.
  public record MarkUnread(Long conv) implements FromClient {
    public MarkUnread {
      Check.number("conv", conv, 1);
    }
  }

  /// The user has read up to `seq`, inclusive.
  public record Read(Long conv, Long seq) implements FromClient {
    public Read {
      Check.number("conv", conv, 1);
      Check.number("seq", seq, 0);
    }
  }

  /// A send is stored.
  public record Stored(long conv, long seq, long ts, String cmid) implements Reply {}

  /// A text in a direct conversation.
  ///
  /// @param msg empty when it was recalled
  /// @param reply the sequence of the text that it answers; null for none
  /// @param touched what became of it; null while nothing did
  public record DirectPosted(
      long conv,
      long seq,
      long ts,
      @JsonProperty("id") int sender,
      String name,
      String cmid,
      int to,
      String msg,
      @Nullable Long reply,
      @Nullable Touched touched)
      implements Entry {
    /// A text as it was sent, which answers none.
    public DirectPosted(
        long conv, long seq, long ts, int sender, String name, String cmid, int to, String msg) {
      this(conv, seq, ts, sender, name, cmid, to, msg, null, null);
    }

    /// What the server itself tells a client of the classic form, whose form has no field for it.
    ///
    /// @param ts now, in ms since the epoch
    public static DirectPosted notice(int to, String text, long ts) {
      return new DirectPosted(0, 0, ts, 0, SERVER_NAME, "", to, text);
    }
  }

  /// A text in a group.
  ///
  /// @param msg empty when it was recalled
  /// @param reply the sequence of the text that it answers; null for none
  /// @param mentions whom it is for above all; null for nobody
  /// @param touched what became of it; null while nothing did
  public record GroupPosted(
      long conv,
      long seq,
      long ts,
      @JsonProperty("id") int sender,
      String name,
      String cmid,
      int groupid,
      String msg,
      @Nullable Long reply,
      @Nullable Mentions mentions,
      @Nullable Touched touched)
      implements Entry {
    /// A text as it was sent, which answers none and mentions nobody.
    public GroupPosted(
        long conv,
        long seq,
        long ts,
        int sender,
        String name,
        String cmid,
        int groupid,
        String msg) {
      this(conv, seq, ts, sender, name, cmid, groupid, msg, null, null, null);
    }
  }

  /// A user's cursors moved, or his mark. Cursors that are behind what is known say nothing.
  ///
  /// @param marked whether he has marked it unread; null to others than himself
  /// @param reads the count of changes at which it became so: the higher of two is right; null to
  ///   others than himself
  public record Receipt(
      long conv, int id, long received, long read, @Nullable Boolean marked, @Nullable Long reads)
      implements FromServer {
    /// What others are told.
    public Receipt(long conv, int id, long received, long read) {
      this(conv, id, received, read, null, null);
    }
  }

  /// How many have a text of one's own?
  public record AskSeen(Long conv, Long seq) implements FromClient {
    public AskSeen {
      Check.number("conv", conv, 1);
      Check.number("seq", seq, 1);
    }
  }

  /// How many have a text, told to its author.
  ///
  /// @param members who may see it, but for its author
  /// @param received of them, on one device at least
  /// @param read of them
  public record Seen(long conv, long seq, int members, int received, int read)
      implements FromServer, Reply {}
}
