/// Who is online, for friends and for the record.
@NullMarked
package rookery.server.presence;

import org.jspecify.annotations.NullMarked;
