package rookery.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import rookery.protocol.Bounds;
import rookery.protocol.MessageType;
import rookery.protocol.Result;
import rookery.protocol.Role;
import rookery.protocol.SyncMessages.Synced;

/// The longest answer to SYNC that there can be fits a frame.
final class SyncSizeTest {
  private static final int ID = Integer.MAX_VALUE;
  private static final long EXACT = (1L << 53) - 1;

  /// Code points that take the most bytes.
  private static String longest(int codePoints) {
    return "👋".repeat(codePoints);
  }

  @Test
  void everythingAtItsBoundFitsAFrame() {
    String name = longest(Bounds.NAME);
    Synced answer =
        new Synced(
            EXACT,
            EXACT,
            Collections.nCopies(Bounds.ROSTER, new Synced.Friend(ID, name, EXACT, name)),
            Collections.nCopies(
                2 * Bounds.FRIEND_REQUESTS,
                new Synced.FriendRequest(ID, name, "\u0001".repeat(Bounds.NOTE), EXACT, false)),
            Collections.nCopies(
                Bounds.ROSTER,
                new Synced.Group(
                    ID,
                    longest(Bounds.GROUP_NAME),
                    longest(Bounds.GROUP_DESC),
                    Role.CREATOR,
                    EXACT)),
            Collections.nCopies(Bounds.ROSTER, ID),
            Collections.nCopies(
                Bounds.HEADS,
                new Synced.Head(
                    EXACT,
                    "direct",
                    ID,
                    null,
                    longest(Bounds.GROUP_NAME),
                    EXACT,
                    EXACT,
                    EXACT,
                    EXACT,
                    false,
                    EXACT)),
            false);
    Frame frame = new Frame(Result.done(EXACT, MessageType.SYNC, answer));

    assertThat(frame.version2().length).isLessThan(Bounds.SERVER_FRAME_BYTES);
  }
}
