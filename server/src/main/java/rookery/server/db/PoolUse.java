package rookery.server.db;

/// How the pool of connections is used at a moment; what the lanes hold is not among them.
///
/// @param active lent now
/// @param idle open, and free to be lent
/// @param waiting threads that wait for one
public record PoolUse(int active, int idle, int waiting) {}
