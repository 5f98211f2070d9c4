package rookery.loadtest.accounts;

import java.util.List;
import rookery.protocol.AccountMessages.Login;

/// A test account with one device.
///
/// @param token of that device
public record Account(int id, String name, String device, String token) {
  private static final int FIELDS = 4;

  /// Signs in without a password hash.
  public Login login() {
    return new Login(null, null, null, token, device);
  }

  /// Signs in as a person does.
  public Login passwordLogin() {
    return new Login(null, name, Accounts.PASSWORD, null, device);
  }

  String format() {
    return id + "\t" + name + "\t" + device + "\t" + token;
  }

  static Account parse(String line) {
    List<String> fields = List.of(line.split("\t", -1));
    if (fields.size() != FIELDS) {
      throw new IllegalArgumentException("no account: " + line);
    }
    return new Account(
        Integer.parseInt(fields.get(0)), fields.get(1), fields.get(2), fields.get(3));
  }
}
