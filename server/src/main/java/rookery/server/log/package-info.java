/// The log of a conversation: lanes that decide under its lock, append, commit and then tell; and
/// reading by range.
@NullMarked
package rookery.server.log;

import org.jspecify.annotations.NullMarked;
