/// Rates and bounds by connection, user and address: what one client, or one place, may have at
/// most. It decides by numbers alone; what is done about it is told by who asks.
@NullMarked
package rookery.server.limit;

import org.jspecify.annotations.NullMarked;
