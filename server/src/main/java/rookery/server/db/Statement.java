package rookery.server.db;

import io.helidon.dbclient.DbClientException;
import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import io.helidon.dbclient.DbStatement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A statement on its way: given its parameters, by name or in order, and run once.
///
/// Every failure is thrown as the [StoreException] that it means.
final class Statement {
  /// DbClient would make a name from a hash of the text; nobody reads it.
  private static final String NAME = "rookery";

  private final DbExecute execute;
  private final String sql;
  private final Disk disk;
  private final Map<String, @Nullable Object> named = new HashMap<>();
  private final List<@Nullable Object> ordered = new ArrayList<>();

  Statement(DbExecute execute, String sql, Disk disk) {
    this.execute = execute;
    this.sql = sql;
    this.disk = disk;
  }

  /// Sets a parameter that the text calls `:name`.
  Statement set(String name, @Nullable Object value) {
    named.put(name, value);
    return this;
  }

  /// Adds the next parameters, for a text with question marks.
  Statement add(@Nullable Object... values) {
    ordered.addAll(Arrays.asList(values));
    return this;
  }

  Statement addAll(Collection<?> values) {
    ordered.addAll(values);
    return this;
  }

  /// Adds NULL so many times.
  Statement addNulls(int count) {
    ordered.addAll(Collections.nCopies(count, null));
    return this;
  }

  /// The rows of a query.
  <T> List<T> list(Function<Row, T> mapper) {
    List<T> list;
    try (Stream<DbRow> rows = bound(execute.createNamedQuery(NAME, sql)).execute()) {
      list = rows.map(row -> mapper.apply(new Row(row))).toList();
    } catch (DbClientException e) {
      throw Failures.of(e);
    }
    disk.seen();
    return list;
  }

  /// The rows of a query, each under a key of its own.
  <K, V> Map<K, V> map(Function<Row, K> key, Function<Row, V> value) {
    return list(row -> Map.entry(key.apply(row), value.apply(row))).stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /// The first row of a query.
  <T> Optional<T> first(Function<Row, T> mapper) {
    return list(mapper).stream().findFirst();
  }

  /// Whether a query finds a row.
  boolean any() {
    return !list(Function.identity()).isEmpty();
  }

  /// Runs what is no query.
  ///
  /// @return how many rows it concerned
  long run() {
    return disk.keep(() -> {
      try {
        return bound(execute.createNamedDmlStatement(NAME, sql)).execute();
      } catch (DbClientException e) {
        throw Failures.of(e);
      }
    });
  }

  private <S extends DbStatement<S>> S bound(S statement) {
    if (!named.isEmpty()) {
      return statement.params(named);
    }
    return ordered.isEmpty() ? statement : statement.params(ordered);
  }

  /// One text for each of some rows, with commas between: `rows(2, "(?, ?)")` is `(?, ?), (?, ?)`.
  static String rows(int count, String row) {
    StringBuilder text = new StringBuilder(count * (row.length() + 2));
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : ", ").append(row);
    }
    return text.toString();
  }
}
