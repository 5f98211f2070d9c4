package rookery.loadtest.crucible;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import rookery.protocol.ChatMessages.Stored;
import rookery.protocol.ErrorCode;
import rookery.protocol.Result;

/// What the answer to a send means for the device.
final class Answered {
  private static final int RETRY_MS = 250;

  private Answered() {}

  static void take(Device device, Result result) {
    if (result.data() instanceof Stored stored) {
      Place place = new Place(stored.conv(), stored.seq());
      device
          .outbox
          .remove(stored.cmid())
          .ifPresent(text -> {
            Content content = content(device, text.cmid, text.target, text.text);
            device.notebook.acked(place, content);
            device.cursors.take(place, content);
          });
      return;
    }
    String cmid = result.cmid();
    if (cmid == null) {
      device.notebook.note("an answer that names no text: " + result);
    } else if (ErrorCode.mayBeRepeated(result.code())) {
      long again = System.nanoTime() + Duration.ofMillis(wait(result.retryMs())).toNanos();
      device.outbox.refused(result.rid() == null ? 0 : result.rid(), cmid, again);
    } else {
      device
          .outbox
          .remove(cmid)
          .ifPresent(text ->
              device.notebook.refused(
                  result.code(), content(device, text.cmid, text.target, text.text)));
    }
  }

  static Content content(Device device, Pace.Draft draft) {
    return content(device, draft.cmid(), draft.target(), draft.text());
  }

  private static Content content(Device device, String cmid, Target target, String text) {
    return new Content(device.seat.user(), cmid, target.toString(), text);
  }

  private static int wait(@Nullable Integer retryMs) {
    return retryMs == null ? RETRY_MS : retryMs;
  }
}
