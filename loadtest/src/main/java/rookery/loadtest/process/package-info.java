/// Nodes and databases as child processes that can be stopped in every way.
@NullMarked
package rookery.loadtest.process;

import org.jspecify.annotations.NullMarked;
