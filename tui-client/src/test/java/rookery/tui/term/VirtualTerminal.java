package rookery.tui.term;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/// A terminal in memory, as far as we use one: what our bytes would leave on a real screen.
///
/// It has widths of its own, which need not be those that the program believes in. Overwriting half
/// of a wide character blanks the other half, and nothing wraps, as with DECAWM off.
final class VirtualTerminal {
  /// One place: a cluster, or the empty string where one to the left reaches over it.
  record Place(String text, String look) {}

  private static final Place EMPTY = new Place(" ", "[]");

  private final Widths widths;
  private final int columns;
  private final Place[][] rows;
  private final Looks looks = new Looks();
  private int column;
  private int row;
  private int top;
  private int bottom;
  private boolean regionSet;

  VirtualTerminal(Size size, Widths widths) {
    this.widths = widths;
    this.columns = size.columns();
    this.rows = new Place[size.rows()][columns];
    this.bottom = size.rows() - 1;
    for (Place[] line : rows) {
      Arrays.fill(line, EMPTY);
    }
  }

  void write(String output) {
    int i = 0;
    while (i < output.length()) {
      char c = output.charAt(i);
      if (c == '\033') {
        i = escape(output, i + 1);
      } else if (c < ' ') {
        control(c);
        i++;
      } else {
        int end = i;
        while (end < output.length() && output.charAt(end) >= ' ') {
          end++;
        }
        Graphemes.split(output.substring(i, end)).forEach(this::print);
        i = end;
      }
    }
  }

  /// Every place, for comparison.
  List<List<Place>> places() {
    return Arrays.stream(rows).map(line -> List.copyOf(Arrays.asList(line))).toList();
  }

  /// As [ChatScreen#text].
  String text() {
    StringBuilder all = new StringBuilder();
    for (Place[] line : rows) {
      StringBuilder text = new StringBuilder();
      for (Place place : line) {
        text.append(place.text());
      }
      all.append(text.toString().stripTrailing()).append('\n');
    }
    return all.toString();
  }

  String cursor() {
    return column + "," + row;
  }

  private void print(String cluster) {
    int width = widths.of(cluster);
    if (width == 0) {
      throw new AssertionError("a mark on its own was written");
    }
    if (column + width > columns) {
      return;
    }
    for (int i = 0; i < width; i++) {
      release(column + i);
    }
    rows[row][column] = new Place(cluster, looks.now(cluster.equals(" ")));
    for (int i = 1; i < width; i++) {
      rows[row][column + i] = new Place("", looks.now(false));
    }
    column = Math.min(columns - 1, column + width);
  }

  private void release(int at) {
    int start = at;
    while (rows[row][start].text().isEmpty()) {
      start--;
    }
    int end = start + 1;
    while (end < columns && rows[row][end].text().isEmpty()) {
      end++;
    }
    if (end - start > 1) {
      Arrays.fill(rows[row], start, end, EMPTY);
    }
  }

  private void control(char c) {
    switch (c) {
      case '\r' -> column = 0;
      case '\n' -> {
        if (row != bottom) {
          row++;
        } else if (regionSet) {
          scroll(1);
        } else {
          throw new AssertionError("a line feed would scroll");
        }
      }
      case '\b' -> column--;
      default -> throw new AssertionError("control character " + (int) c);
    }
  }

  private int escape(String output, int start) {
    if (output.charAt(start) == ']') {
      int end = output.indexOf("\033\\", start);
      looks.link(output.substring(start + 1, end));
      return end + 2;
    }
    if (output.charAt(start) == 'M') {
      reverseIndex();
      return start + 1;
    }
    int end = start + 1;
    while (output.charAt(end) < 0x40) {
      end++;
    }
    if (output.charAt(start + 1) != '?') {
      sequence(output.substring(start + 1, end), output.charAt(end));
    }
    return end + 1;
  }

  private void sequence(String parameters, char last) {
    List<Integer> numbers = new ArrayList<>();
    for (String number : parameters.split(";", -1)) {
      numbers.add(number.isEmpty() ? 0 : Integer.parseInt(number));
    }
    int first = Math.max(1, numbers.getFirst());
    int second = numbers.size() < 2 ? 1 : Math.max(1, numbers.get(1));
    switch (last) {
      case 'H' -> {
        row = first - 1;
        column = second - 1;
      }
      case 'G' -> column = first - 1;
      case 'C' -> column = Math.min(columns - 1, column + first);
      case 'D' -> column -= first;
      case 'K' -> erase(columns - column);
      case 'X' -> erase(first);
      case 'm' -> looks.change(numbers);
      case 'r' -> {
        regionSet = !parameters.isEmpty();
        top = first - 1;
        bottom = parameters.isEmpty() ? rows.length - 1 : second - 1;
        row = 0;
        column = 0;
      }
      default -> throw new AssertionError("sequence " + parameters + last);
    }
  }

  private void erase(int count) {
    for (int at = column; at < Math.min(columns, column + count); at++) {
      release(at);
      rows[row][at] = new Place(" ", looks.erased());
    }
  }

  private void reverseIndex() {
    if (row == top) {
      scroll(-1);
    } else {
      row--;
    }
  }

  private void scroll(int up) {
    Place[][] before = rows.clone();
    for (int y = top; y <= bottom; y++) {
      boolean inside = y + up >= top && y + up <= bottom;
      rows[y] = inside ? before[y + up] : new Place[columns];
      if (!inside) {
        Arrays.fill(rows[y], new Place(" ", looks.erased()));
      }
    }
  }

  /// The graphic rendition, as a text that is equal when the looks are.
  private static final class Looks {
    private final TreeSet<Integer> attributes = new TreeSet<>();
    private String foreground = "";
    private String background = "";
    private String link = "";

    String now(boolean blank) {
      List<Integer> shown = new ArrayList<>(attributes);
      if (blank) {
        shown.removeAll(List.of(1, 3));
      }
      boolean colored = !blank || attributes.contains(7) || attributes.contains(4);
      return shown + (colored ? foreground : "") + background + link;
    }

    String erased() {
      return "[]" + background;
    }

    void link(String command) {
      link = command.substring(command.lastIndexOf(';') + 1);
    }

    void change(List<Integer> codes) {
      for (int i = 0; i < codes.size(); i++) {
        int code = codes.get(i);
        if (code == 38 || code == 48) {
          int count = codes.get(i + 1) == 5 ? 2 : 4;
          color(code, codes.subList(i, i + count + 1).toString());
          i += count;
        } else {
          plain(code);
        }
      }
    }

    private void plain(int code) {
      switch (code) {
        case 0 -> {
          attributes.clear();
          color(39, "");
          color(49, "");
        }
        case 1, 3, 4, 5, 7, 9 -> attributes.add(code);
        case 22 -> attributes.remove(1);
        case 23, 24, 25, 27, 29 -> attributes.remove(code - 20);
        default -> color(code, code == 39 || code == 49 ? "" : "[" + code + "]");
      }
    }

    private void color(int code, String name) {
      boolean behind = code / 10 == 4 || code >= 100;
      if (behind) {
        background = name;
      } else {
        foreground = name;
      }
    }
  }
}
