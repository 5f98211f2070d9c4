package rookery.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// The answer to a request that has no answer type of its own.
///
/// @param rid the request's id; null when it had none
/// @param of the request's `msgid`; 0 when it could not be read
/// @param code 0, or one of [ErrorCode]
/// @param errmsg one sentence for a person, only with an error
/// @param retryMs do not repeat before that; only with 429 and 503
/// @param cmid which of the sender's messages was refused, where it had one
/// @param data by `of`; null where the type names none, and with an error
public record Result(
    @Nullable Long rid,
    int of,
    int code,
    @Nullable String errmsg,
    @JsonProperty("retry_ms") @Nullable Integer retryMs,
    @Nullable String cmid,
    @Nullable Reply data)
    implements ServerMessage {
  /// Done, with what the request's type promises.
  public static Result done(@Nullable Long rid, MessageType of, @Nullable Reply data) {
    return new Result(rid, of.number(), ErrorCode.OK, null, null, null, data);
  }

  /// Refused or failed.
  public static Result error(
      @Nullable Long rid,
      int of,
      int code,
      String text,
      @Nullable Integer retryMs,
      @Nullable String cmid) {
    return new Result(rid, of, code, text, retryMs, cmid, null);
  }
}
