package rookery.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a member may do in a group.
public enum Role {
  @JsonProperty("creator")
  CREATOR,
  @JsonProperty("admin")
  ADMIN,
  @JsonProperty("normal")
  NORMAL;

  /// The word on the wire and in the record.
  public String word() {
    return switch (this) {
      case CREATOR -> "creator";
      case ADMIN -> "admin";
      case NORMAL -> "normal";
    };
  }
}
