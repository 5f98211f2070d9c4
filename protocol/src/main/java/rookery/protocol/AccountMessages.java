package rookery.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Registration, login, liveness.
public final class AccountMessages {
  private AccountMessages() {}

  public sealed interface FromClient extends ClientMessage permits Login, Register, Logout, Ping {}

  public sealed interface FromServer extends ServerMessage
      permits LoggedIn, ClassicLoggedIn, Registered, Pong, Announcement, Bye {}

  /// Sign in, by exactly one of: name and password, id and password, token.
  public record Login(
      @Nullable Integer id,
      @Nullable String name,
      @Nullable String password,
      @Nullable String token,
      String device)
      implements FromClient {
    public Login {
      Check.token("device", device);
      if (token != null) {
        if (id != null || name != null || password != null) {
          throw ProtocolException.field(
              "token", "stands alone: send no id, name or password with it");
        }
        Check.token("token", token);
      } else {
        Check.text("password", password, 1, Bounds.PASSWORD);
        if (id == null) {
          Check.text("name", name, 1, Bounds.NAME * 2);
        } else {
          Check.id("id", id);
          if (name != null) {
            throw ProtocolException.field("name", "and \"id\" exclude each other");
          }
        }
      }
    }

    /// Keeps secrets out of logs.
    @Override
    public String toString() {
      return "Login[id=" + id + ", name=" + name + ", device=" + device + "]";
    }
  }

  /// Make an account.
  ///
  /// @param code lets in where registration is by invitation; null for none
  public record Register(String name, String password, @Nullable String code)
      implements FromClient {
    /// Without a code.
    public Register(String name, String password) {
      this(name, password, null);
    }

    public Register {
      name = Check.name("name", name, Bounds.NAME, Bounds.NAME_KEY);
      if (name.chars().allMatch(Character::isDigit)) {
        throw ProtocolException.field("name", "must not be a number");
      }
      Check.text("password", password, 1, Bounds.PASSWORD);
      if (code != null) {
        Check.token("code", code);
      }
    }

    /// Keeps secrets out of logs.
    @Override
    public String toString() {
      return "Register[name=" + name + "]";
    }
  }

  /// End the session; the connection stays.
  public record Logout() implements FromClient {}

  /// Are you there?
  public record Ping() implements FromClient {}

  /// The answer to a login in version 2.
  ///
  /// @param token for the next login from this device; null when the one in use stays
  public record LoggedIn(
      @Nullable Long rid,
      int code,
      @Nullable Integer id,
      @Nullable String name,
      @Nullable String device,
      @Nullable String token,
      @Nullable String errmsg,
      @JsonProperty("retry_ms") @Nullable Integer retryMs)
      implements FromServer {
    /// Refused.
    public static LoggedIn error(
        @Nullable Long rid, int code, String text, @Nullable Integer retryMs) {
      return new LoggedIn(rid, code, null, null, null, null, text, retryMs);
    }

    /// Keeps secrets out of logs.
    @Override
    public String toString() {
      return "LoggedIn[code=" + code + ", id=" + id + ", device=" + device + "]";
    }
  }

  /// The answer to a login in the classic form; only that form can write it.
  ///
  /// @param errno 0, 1 or 2; with 1 and 2 the lists are empty
  /// @param offline texts that wait, oldest first
  public record ClassicLoggedIn(
      int errno,
      String errmsg,
      int id,
      String name,
      List<Friend> friends,
      List<Group> groups,
      List<Entry> offline)
      implements FromServer {
    public ClassicLoggedIn {
      friends = List.copyOf(friends);
      groups = List.copyOf(groups);
      offline = List.copyOf(offline);
    }

    /// Refused.
    public static ClassicLoggedIn error(int errno, String text) {
      return new ClassicLoggedIn(errno, text, 0, "", List.of(), List.of(), List.of());
    }

    /// A friend with his presence.
    public record Friend(int id, String name, boolean online) {}

    /// A group with its members, oneself first.
    public record Group(int id, String name, String desc, List<Member> members) {
      public Group {
        members = List.copyOf(members);
      }
    }

    /// A member with presence and role.
    public record Member(int id, String name, boolean online, Role role) {}
  }

  /// The answer to a registration.
  public record Registered(
      @Nullable Long rid,
      int code,
      @Nullable Integer id,
      @Nullable String errmsg,
      @JsonProperty("retry_ms") @Nullable Integer retryMs)
      implements FromServer {
    /// Refused.
    public static Registered error(
        @Nullable Long rid, int code, String text, @Nullable Integer retryMs) {
      return new Registered(rid, code, null, text, retryMs);
    }
  }

  /// The answer to a ping.
  ///
  /// @param ts ms since the epoch, UTC, by the server's clock
  /// @param conv where the newest entry of this session is; null when there is none, or before
  ///   login
  /// @param seq its sequence
  /// @param roster the version of the user's roster; null before login
  public record Pong(
      @Nullable Long rid, long ts, @Nullable Long conv, @Nullable Long seq, @Nullable Long roster)
      implements FromServer {}

  /// The keeper of the system says something to everybody.
  ///
  /// @param ts when, in ms since the epoch
  public record Announcement(long ts, String msg) implements FromServer {}

  /// The server closes the connection; come back after `retryMs`.
  public record Bye(int code, String errmsg, @JsonProperty("retry_ms") int retryMs)
      implements FromServer {}
}
