package rookery.loadtest.crucible;

import rookery.protocol.ChatMessages.SendDirect;
import rookery.protocol.ChatMessages.SendGroup;
import rookery.protocol.ClientMessage;

/// Where a text goes.
record Target(boolean group, int id) {
  ClientMessage message(String cmid, String text) {
    return group ? new SendGroup(cmid, id, text) : new SendDirect(cmid, id, text);
  }

  @Override
  public String toString() {
    return group ? Content.group(id) : Content.user(id);
  }
}
