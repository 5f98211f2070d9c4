/// What the keeper of the system does with accounts, registration and history, from the node's own
/// machine.
@NullMarked
package rookery.server.keeper;

import org.jspecify.annotations.NullMarked;
