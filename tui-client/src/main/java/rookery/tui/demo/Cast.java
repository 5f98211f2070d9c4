package rookery.tui.demo;

import java.util.ArrayList;
import java.util.List;

/// Everybody who plays, to be sent home together.
final class Cast implements AutoCloseable {
  private final List<Person> people = new ArrayList<>();

  Person add(Person person) {
    people.add(person);
    return person;
  }

  @Override
  public void close() {
    people.forEach(Person::close);
  }
}
