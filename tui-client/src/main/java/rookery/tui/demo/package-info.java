/// The system at work, with nothing to set up: a server of its own, people who talk over the wire,
/// and either a screen to join them or a story that checks itself.
@NullMarked
package rookery.tui.demo;

import org.jspecify.annotations.NullMarked;
