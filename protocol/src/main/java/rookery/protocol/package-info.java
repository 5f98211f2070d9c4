/// What goes over the wire: the records of every message, by feature, and their numbers.
@NullMarked
package rookery.protocol;

import org.jspecify.annotations.NullMarked;
