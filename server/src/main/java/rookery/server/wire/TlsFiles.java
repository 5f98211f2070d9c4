package rookery.server.wire;

import java.nio.file.Path;

/// What a node proves with who it is, in PEM.
///
/// @param certificate its own first, then those that vouch for it
/// @param key of the first one, PKCS #8, not encrypted
public record TlsFiles(Path certificate, Path key) {}
