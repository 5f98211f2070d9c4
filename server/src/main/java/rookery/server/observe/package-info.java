/// Health and metrics, for operators.
@NullMarked
package rookery.server.observe;

import org.jspecify.annotations.NullMarked;
