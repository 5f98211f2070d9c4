/// The node as a whole: its configuration, and the one place that builds all of it.
@NullMarked
package rookery.server;

import org.jspecify.annotations.NullMarked;
