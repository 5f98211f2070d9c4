/// Who is signed in here: sessions, the connections below them, and how many sends each may have
/// under way.
@NullMarked
package rookery.server.session;

import org.jspecify.annotations.NullMarked;
