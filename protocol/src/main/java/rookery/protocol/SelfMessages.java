package rookery.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rookery.protocol.RosterMessages.Found;
import rookery.protocol.RosterMessages.Privacy;
import rookery.protocol.SyncMessages.Cursor;
import rookery.protocol.SyncMessages.Synced;

/// What a user does about his own account, once he is signed in.
public final class SelfMessages {
  private SelfMessages() {}

  public sealed interface FromClient extends ClientMessage
      permits ChangePassword, SetNickname, ListDevices, EndDevice, Export, Erase {}

  /// Take another password; all other devices are signed out.
  ///
  /// @param password the one before
  public record ChangePassword(String password, @JsonProperty("new_password") String newPassword)
      implements FromClient {
    public ChangePassword {
      Check.text("password", password, 1, Bounds.PASSWORD);
      Check.text("new_password", newPassword, Bounds.PASSWORD_MIN, Bounds.PASSWORD);
    }

    /// Keeps secrets out of logs.
    @Override
    public String toString() {
      return "ChangePassword[]";
    }
  }

  /// Be shown with another word beside the name.
  ///
  /// @param nickname empty for none; null to ask how it is
  public record SetNickname(@Nullable String nickname) implements FromClient {
    public SetNickname {
      if (nickname != null) {
        nickname = Check.line("nickname", nickname, 0, Bounds.NAME);
      }
    }
  }

  /// The word beside one's name; empty for none.
  public record Nickname(String nickname) implements Reply {}

  /// List the devices that are signed in.
  public record ListDevices() implements FromClient {}

  /// Sign a device out.
  ///
  /// @param device null for all but the one that asks
  public record EndDevice(@Nullable String device) implements FromClient {
    public EndDevice {
      if (device != null) {
        Check.token("device", device);
      }
    }
  }

  /// Give all that is kept of one, answer by answer.
  ///
  /// @param after where to go on; null for the beginning
  public record Export(@Nullable Cursor after) implements FromClient {}

  /// A part of what is kept of a user. The first one says what he is, the others hold what he may
  /// read, conversation by conversation.
  ///
  /// @param profile null in all but the first, as the five lists after it
  /// @param next where to go on; null at the end
  public record Exported(
      @Nullable Profile profile,
      @Nullable List<Devices.Device> devices,
      @Nullable List<Synced.Friend> friends,
      @Nullable List<Synced.FriendRequest> requests,
      @Nullable List<Synced.Group> groups,
      @Nullable List<Found.User> blocked,
      List<Entry> entries,
      @Nullable Cursor next)
      implements Reply {
    public Exported {
      entries = List.copyOf(entries);
    }

    /// A later part.
    public static Exported entries(List<Entry> entries, @Nullable Cursor next) {
      return new Exported(null, null, null, null, null, null, entries, next);
    }

    /// @param created when the account was made, in ms since the epoch
    public record Profile(int id, String name, String nickname, long created, Privacy privacy) {}
  }

  /// Erase the account and all texts of it.
  public record Erase(String password) implements FromClient {
    public Erase {
      Check.text("password", password, 1, Bounds.PASSWORD);
    }

    /// Keeps secrets out of logs.
    @Override
    public String toString() {
      return "Erase[]";
    }
  }

  /// Devices that are signed in, the last seen first.
  public record Devices(List<Device> devices) implements Reply {
    public Devices {
      devices = List.copyOf(devices);
    }

    /// @param created when it signed in first, in ms since the epoch
    /// @param seen when it signed in or resumed last, in ms since the epoch, to the hour
    /// @param current whether it is the one that asks
    public record Device(String device, long created, long seen, boolean current) {}
  }
}
