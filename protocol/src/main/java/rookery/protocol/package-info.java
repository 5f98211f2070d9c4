/// The wire's messages as records, by feature, with their numbers and bounds; `docs/protocol.md` is
/// the reference.
@NullMarked
package rookery.protocol;

import org.jspecify.annotations.NullMarked;
