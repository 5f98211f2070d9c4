/// The command that measures: finds or starts a system, and runs what was asked for against it.
@NullMarked
package rookery.loadtest.bench;

import org.jspecify.annotations.NullMarked;
