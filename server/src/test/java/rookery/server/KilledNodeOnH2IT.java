package rookery.server;

import java.nio.file.Path;
import rookery.server.db.DatabaseSettings;

final class KilledNodeOnH2IT implements KilledNodeContract, KilledAtAPointContract {
  @Override
  public DatabaseSettings store(Path folder) {
    return new DatabaseSettings(folder.resolve("record").toString());
  }
}
