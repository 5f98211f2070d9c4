/// From a frame to its handler: the table of message types, who may send which, and how a refusal
/// is told.
@NullMarked
package rookery.server.dispatch;

import org.jspecify.annotations.NullMarked;
