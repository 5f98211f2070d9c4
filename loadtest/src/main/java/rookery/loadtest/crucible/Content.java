package rookery.loadtest.crucible;

import org.jspecify.annotations.Nullable;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.GroupPosted;
import rookery.protocol.Entry;
import rookery.protocol.GroupMessages.MemberChanged;
import rookery.protocol.TouchMessages.Touching;

/// What stands at one place of a log, as far as all who see it must agree on it.
///
/// @param target `u8` a user, `g1` a group
/// @param text of a text; of a change of members `#joined 8`
record Content(int sender, String cmid, String target, String text) {
  private static final String CHANGE = "#";

  static String user(int id) {
    return "u" + id;
  }

  static String group(int id) {
    return "g" + id;
  }

  static Content of(Entry entry) {
    return switch (entry) {
      case DirectPosted e -> new Content(e.sender(), e.cmid(), user(e.to()), e.msg());
      case GroupPosted e -> new Content(e.sender(), e.cmid(), group(e.groupid()), e.msg());
      case MemberChanged e ->
          new Content(
              e.sender(),
              e.cmid(),
              place(e.groupid(), e.to()),
              CHANGE + e.change() + " " + e.user());
      case Touching e ->
          new Content(
              e.sender(), e.cmid(), place(e.groupid(), e.to()), CHANGE + "touched " + e.target());
    };
  }

  private static String place(@Nullable Integer group, @Nullable Integer to) {
    return group == null ? user(to == null ? 0 : to) : group(group);
  }

  /// Whether a person wrote it.
  boolean isText() {
    return !text.startsWith(CHANGE);
  }

  /// Whether it is this change of members.
  boolean isChange(String name) {
    return text.startsWith(CHANGE + name + " ");
  }

  /// Whom a change of members concerns.
  int subject() {
    return Integer.parseInt(text.substring(text.indexOf(' ') + 1));
  }

  /// The user of a direct target.
  int targetUser() {
    return Integer.parseInt(target.substring(1));
  }

  boolean direct() {
    return target.startsWith("u");
  }
}
