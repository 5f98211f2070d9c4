package rookery.tui.cache;

/// An account on this device.
///
/// @param device this device's id for the account, drawn once
/// @param token for the next login; empty when there is none
public record Account(String name, String device, String token) {
  /// The same after the server took the token for bad.
  public Account withoutToken() {
    return new Account(name, device, "");
  }

  /// Keeps secrets out of logs.
  @Override
  public String toString() {
    return "Account[name=" + name + ", device=" + device + "]";
  }
}
