/// Accounts: registration, login by password or token, logout.
@NullMarked
package rookery.server.account;

import org.jspecify.annotations.NullMarked;
