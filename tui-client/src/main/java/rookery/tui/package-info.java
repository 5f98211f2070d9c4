/// The terminal client as a whole: its configuration, and what joins network, model and view.
@NullMarked
package rookery.tui;

import org.jspecify.annotations.NullMarked;
