/// Test accounts, made over the wire once and kept between runs, as each costs a password hash.
@NullMarked
package rookery.loadtest.accounts;

import org.jspecify.annotations.NullMarked;
