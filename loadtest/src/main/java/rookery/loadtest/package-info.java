/// Measures a running system, and tries to break it; one command line for both.
@NullMarked
package rookery.loadtest;

import org.jspecify.annotations.NullMarked;
