/// What the client knows, as one immutable value, and the rules by which it changes: no threads, no
/// clock, no input or output.
///
/// [rookery.tui.model.Rules] takes a [rookery.tui.model.State] and what happened, and gives the
/// state after it with what there is to ask or tell the server; `docs/protocol.md` sections 6.2 and
/// 10–13 are its source.
@NullMarked
package rookery.tui.model;

import org.jspecify.annotations.NullMarked;
