/// Groups: create, join, leave, list members.
@NullMarked
package rookery.server.group;

import org.jspecify.annotations.NullMarked;
