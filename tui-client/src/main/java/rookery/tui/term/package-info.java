/// The terminal as the client sees it: raw mode, keys in, cells out, and the text rules (widths,
/// wrapping, sanitising, line editing) that both need.
///
/// Three parts that know each other only in this order:
///
/// 1. text, without Lanterna: `Graphemes`, `Widths`, `Sanitizer`, `Wrap`, `LineEditor`;
/// 2. input, without Lanterna: `KeyDecoder` turns bytes into `Input`, `KeyReader` runs it;
/// 3. output: `Tty` holds the device, `ChatTerminal` the escape sequences, `ChatScreen` the cells.
///
/// Everything that draws belongs to one thread, the session's UI thread; only `Tty` and
/// `ChatTerminal#close()` may be called from another, because a shutdown hook does.
@NullMarked
package rookery.tui.term;

import org.jspecify.annotations.NullMarked;
