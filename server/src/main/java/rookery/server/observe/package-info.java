/// Health, metrics and the log, for operators.
@NullMarked
package rookery.server.observe;

import org.jspecify.annotations.NullMarked;
