/// The thin generator: thousands of connections on virtual threads, frames read by a scan instead
/// of a parser, latencies counted from the time at which a message was due, whether or not it could
/// be sent then.
@NullMarked
package rookery.loadtest.thin;

import org.jspecify.annotations.NullMarked;
