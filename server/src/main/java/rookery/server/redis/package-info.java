/// A cluster's nodes over Redis: frames from node to node, and who is on which node.
///
/// | key or channel | what |
/// |---|---|
/// | channel `rookery:{0}:to:<node>` | frames to a node, see [rookery.server.redis.NodeFrame] |
/// | set `rookery:{0}:nodes` | ids of the nodes |
/// | hash `rookery:{0}:node:<node>` | fields `boot` (ms since the epoch), `version` (of this presence), and one for each session, named by its connection: `<user>:<c or 2>:<device>`; it runs out when it is not renewed |
///
/// `{0}` is the partition: all keys of one lie together in a Redis Cluster. Nothing of it is needed
/// for safety, and all of it may be wiped at any time.
@NullMarked
package rookery.server.redis;

import org.jspecify.annotations.NullMarked;
