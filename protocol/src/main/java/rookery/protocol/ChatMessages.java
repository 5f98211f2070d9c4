package rookery.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// Texts, one to one and in groups, and the cursors over them.
public final class ChatMessages {
  private ChatMessages() {}

  public sealed interface FromClient extends ClientMessage
      permits SendDirect, SendGroup, Drop, Received, Read {}

  public sealed interface FromServer extends ServerMessage permits Receipt {}

  /// Send a text to a user.
  public record SendDirect(String cmid, Integer to, String msg)
      implements FromClient, ClientMessage.Repeatable {
    public SendDirect {
      Check.token("cmid", cmid);
      Check.id("to", to);
      Check.text("msg", msg, 1, Bounds.TEXT);
    }
  }

  /// Send a text to a group.
  public record SendGroup(String cmid, Integer groupid, String msg)
      implements FromClient, ClientMessage.Repeatable {
    public SendGroup {
      Check.token("cmid", cmid);
      Check.id("groupid", groupid);
      Check.text("msg", msg, 1, Bounds.TEXT);
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
  public record DirectPosted(
      long conv,
      long seq,
      long ts,
      @JsonProperty("id") int sender,
      String name,
      String cmid,
      int to,
      String msg)
      implements Entry {}

  /// A text in a group.
  public record GroupPosted(
      long conv,
      long seq,
      long ts,
      @JsonProperty("id") int sender,
      String name,
      String cmid,
      int groupid,
      String msg)
      implements Entry {}

  /// A user's cursors moved.
  public record Receipt(long conv, int id, long received, long read) implements FromServer {}
}
