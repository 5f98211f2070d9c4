/// Messages to bytes and back: framing, the classic form, version 2.
@NullMarked
package rookery.protocol.codec;

import org.jspecify.annotations.NullMarked;
