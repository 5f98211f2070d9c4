/// Texts, history, sync and cursors.
@NullMarked
package rookery.server.chat;

import org.jspecify.annotations.NullMarked;
