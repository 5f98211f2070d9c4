/// Plain connections of version 2, for clients that are no terminal client.
@NullMarked
package rookery.loadtest.link;

import org.jspecify.annotations.NullMarked;
