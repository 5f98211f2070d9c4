/// What a user can do by a line that begins with `/`: the table of commands, and the actions that
/// they and the keys ask for. Commands only decide; whoever runs the actions does the work.
@NullMarked
package rookery.tui.command;

import org.jspecify.annotations.NullMarked;
