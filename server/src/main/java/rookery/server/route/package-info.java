/// From a committed entry to the sessions that must see it.
@NullMarked
package rookery.server.route;

import org.jspecify.annotations.NullMarked;
