package rookery.server.db;

import io.helidon.dbclient.DbRow;
import org.jspecify.annotations.Nullable;
import rookery.protocol.AdminMessages.Policy;
import rookery.protocol.Role;
import rookery.server.log.Conversation;

/// A row of a result, read by position. Which of the number types a column has differs between the
/// databases, so that numbers are asked for by the size they fit.
final class Row {
  private final DbRow row;

  Row(DbRow row) {
    this.row = row;
  }

  /// @param column from 1
  long number(int column) {
    return value(column) instanceof Number number ? number.longValue() : 0;
  }

  /// 0 where there is none.
  int id(int column) {
    return Math.toIntExact(number(column));
  }

  /// Empty where there is none.
  String text(int column) {
    return value(column) instanceof String text ? text : "";
  }

  boolean flag(int column) {
    return switch (value(column)) {
      case Boolean flag -> flag;
      case Number number -> number.longValue() != 0;
      case null, default -> false;
    };
  }

  Role role(int column) {
    String word = text(column);
    for (Role role : Role.values()) {
      if (role.word().equals(word)) {
        return role;
      }
    }
    throw new IllegalStateException("no role is called " + word);
  }

  Policy policy(int column) {
    String word = text(column);
    for (Policy policy : Policy.values()) {
      if (policy.word().equals(word)) {
        return policy;
      }
    }
    throw new IllegalStateException("no policy is called " + word);
  }

  /// A conversation, from columns id, low_id, high_id, group_id in this order.
  Conversation conversation(int first) {
    long id = number(first);
    int group = id(first + 3);
    return group == 0
        ? new Conversation.Direct(id, id(first + 1), id(first + 2))
        : new Conversation.Group(id, group);
  }

  private @Nullable Object value(int column) {
    return row.column(column).get(Object.class);
  }
}
