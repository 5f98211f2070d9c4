package rookery.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is done to a text after it was sent: edits, recalls, reactions; and that somebody types.
public final class TouchMessages {
  private TouchMessages() {}

  public sealed interface FromClient extends ClientMessage
      permits Edit, Recall, React, SendTyping {}

  public sealed interface FromServer extends ServerMessage permits Typing {}

  /// A request that names the text it touches.
  public sealed interface Touch extends ClientMessage.Repeatable permits Edit, Recall, React {
    Long conv();

    /// The sequence of the text.
    Long target();
  }

  /// Give a text of one's own other words.
  public record Edit(String cmid, Long conv, Long target, String msg) implements FromClient, Touch {
    public Edit {
      Check.token("cmid", cmid);
      Check.number("conv", conv, 1);
      Check.number("target", target, 1);
      Check.text("msg", msg, 1, Bounds.TEXT);
    }
  }

  /// Take a text back: its words go for everybody.
  public record Recall(String cmid, Long conv, Long target) implements FromClient, Touch {
    public Recall {
      Check.token("cmid", cmid);
      Check.number("conv", conv, 1);
      Check.number("target", target, 1);
    }
  }

  /// Put a reaction to a text, or take one's own away.
  ///
  /// @param on whether it is put there; absent means so
  public record React(String cmid, Long conv, Long target, String reaction, Boolean on)
      implements FromClient, Touch {
    public React(String cmid, Long conv, Long target, String reaction, @Nullable Boolean on) {
      this.cmid = Check.token("cmid", cmid);
      this.conv = Check.number("conv", conv, 1);
      this.target = Check.number("target", target, 1);
      this.reaction = Check.line("reaction", reaction, 1, Bounds.REACTION);
      this.on = on == null || on;
    }
  }

  /// The user is typing in a conversation.
  public record SendTyping(Long conv) implements FromClient {
    public SendTyping {
      Check.number("conv", conv, 1);
    }
  }

  /// Somebody is typing; it is kept nowhere.
  public record Typing(long conv, int id, String name) implements FromServer {}

  /// An entry that touches a text.
  public sealed interface Touching extends Entry permits Edited, Recalled, Reacted {
    /// The text's sequence.
    long target();

    /// The group; null in a direct conversation.
    @Nullable Integer groupid();

    /// The other user than the sender; null in a group.
    @Nullable Integer to();
  }

  /// A text has other words.
  ///
  /// @param msg the new words; empty when the text was recalled since
  public record Edited(
      long conv,
      long seq,
      long ts,
      @JsonProperty("id") int sender,
      String name,
      String cmid,
      long target,
      String msg,
      @Nullable Integer groupid,
      @Nullable Integer to)
      implements Touching {}

  /// A text was taken back.
  public record Recalled(
      long conv,
      long seq,
      long ts,
      @JsonProperty("id") int sender,
      String name,
      String cmid,
      long target,
      @Nullable Integer groupid,
      @Nullable Integer to)
      implements Touching {}

  /// A reaction came or went.
  ///
  /// @param on whether it came
  public record Reacted(
      long conv,
      long seq,
      long ts,
      @JsonProperty("id") int sender,
      String name,
      String cmid,
      long target,
      String reaction,
      boolean on,
      @Nullable Integer groupid,
      @Nullable Integer to)
      implements Touching {}

  /// What became of a text since it was sent.
  ///
  /// @param seq the entry that touched it last
  /// @param edited whether these are not its first words
  /// @param recalled whether its words are gone
  /// @param reactions in the order in which they first came
  public record Touched(long seq, boolean edited, boolean recalled, List<Reactions> reactions) {
    public Touched {
      reactions = List.copyOf(reactions);
    }
  }

  /// All reactions of one kind to a text.
  ///
  /// @param mine whether one of them is the reader's
  public record Reactions(String reaction, int count, boolean mine) {}
}
