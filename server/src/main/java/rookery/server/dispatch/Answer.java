package rookery.server.dispatch;

import org.jspecify.annotations.Nullable;
import rookery.protocol.Reply;

/// The way back to who sent a request; used once, from any thread.
public interface Answer {
  void done(@Nullable Reply reply);

  void refused(RefusedException refusal);
}
