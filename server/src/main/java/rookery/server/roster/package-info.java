/// Friends and friend requests, and finding people and groups by name.
@NullMarked
package rookery.server.roster;

import org.jspecify.annotations.NullMarked;
