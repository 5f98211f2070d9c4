/// What the user sees, and what his keys mean: panes that draw a [rookery.tui.model.State], and
/// keys that become [rookery.tui.command.Action]s. [rookery.tui.view.View] is the whole of it.
///
/// Everything here belongs to the UI thread. What the view knows beside the state is only of the
/// screen: which pane has the keys, what is typed, what is selected. All text from elsewhere is
/// cleaned where it is drawn, in [rookery.tui.view.Row] and nowhere else.
@NullMarked
package rookery.tui.view;

import org.jspecify.annotations.NullMarked;
