package rookery.server.presence;

import rookery.server.session.Session;

/// The presence of a node that is alone: there is nobody elsewhere.
public final class OneNode implements NodePresence {
  @Override
  public void opened(Session session) {
    // Nobody is to be told.
  }

  @Override
  public void closed(Session session) {
    // Nobody is to be told.
  }

  @Override
  public boolean elsewhere(int user) {
    return false;
  }

  @Override
  public boolean classicElsewhere(int user) {
    return false;
  }

  /// Nobody is elsewhere, and who was here before is settled at the start.
  @Override
  public boolean complete() {
    return false;
  }

  @Override
  public void watch(Watcher watcher) {
    // Nobody comes or goes.
  }
}
