package rookery.server.redis;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The hashes in which nodes say who is with them. All methods wait for Redis, two seconds at most,
/// and throw [io.lettuce.core.RedisException].
final class PresenceHash {
  private static final String BOOT = "boot";
  private static final String VERSION = "version";
  private static final Pattern CONNECTION = Pattern.compile("[0-9]+");

  /// Changes and renews a node's hash, where it is whole. A bare HSET would make one that never
  /// runs out, and that lacks all sessions but the changed ones.
  ///
  /// - KEYS: the hash, the set of nodes
  /// - ARGV: node, lease in ms, version, number n of sessions added, n times connection and
  ///   session, connections removed
  /// - Returns 1, or 0 when the hash is not there and nothing was done. A repeat does no harm, and
  ///   what comes late, from a connection that was given up, does nothing.
  private static final String CHANGE =
      """
      if redis.call('HEXISTS', KEYS[1], 'boot') == 0 then return 0 end
      if tonumber(redis.call('HGET', KEYS[1], 'version')) > tonumber(ARGV[3]) then return 1 end
      redis.call('HSET', KEYS[1], 'version', ARGV[3])
      local last = 4 + 2 * tonumber(ARGV[4])
      for i = 5, last, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
      for i = last + 1, #ARGV do redis.call('HDEL', KEYS[1], ARGV[i]) end
      redis.call('PEXPIRE', KEYS[1], ARGV[2])
      redis.call('SADD', KEYS[2], ARGV[1])
      return 1
      """;

  /// Writes a node's hash anew, unless a later version stands there.
  ///
  /// - KEYS: the hash, the set of nodes
  /// - ARGV: node, lease in ms, version, boot, then connection and session of all
  private static final String WHOLE =
      """
      local stands = tonumber(redis.call('HGET', KEYS[1], 'version') or '0')
      if stands > tonumber(ARGV[3]) then return 1 end
      redis.call('DEL', KEYS[1])
      redis.call('HSET', KEYS[1], 'boot', ARGV[4], 'version', ARGV[3])
      for i = 5, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
      redis.call('PEXPIRE', KEYS[1], ARGV[2])
      redis.call('SADD', KEYS[2], ARGV[1])
      return 1
      """;

  private final String own;
  private final Duration lease;
  private final long bootMs;

  PresenceHash(String own, Duration lease, long bootMs) {
    this.own = own;
    this.lease = lease;
    this.bootMs = bootMs;
  }

  /// A node's presence, as it stands in its hash.
  record Found(long version, Map<Long, String> sessions) {}

  /// @return false when the hash is not there: write it whole
  boolean change(
      RedisCommands<String, byte[]> redis,
      long version,
      Map<Long, String> opened,
      Collection<Long> closed) {
    List<String> arguments = arguments(version, String.valueOf(opened.size()), opened);
    closed.forEach(connection -> arguments.add(String.valueOf(connection)));
    return run(redis, CHANGE, arguments) == 1;
  }

  void whole(RedisCommands<String, byte[]> redis, long version, Map<Long, String> sessions) {
    run(redis, WHOLE, arguments(version, String.valueOf(bootMs), sessions));
  }

  Set<String> nodes(RedisCommands<String, byte[]> redis) {
    Set<String> nodes = new HashSet<>();
    redis.smembers(Keys.NODES).forEach(node -> nodes.add(text(node)));
    nodes.remove(own);
    return nodes;
  }

  Optional<Found> of(RedisCommands<String, byte[]> redis, String node) {
    Map<String, byte[]> fields = redis.hgetall(Keys.presence(node));
    if (!fields.containsKey(BOOT) || !fields.containsKey(VERSION)) {
      return Optional.empty();
    }
    long version = Long.parseLong(text(fields.get(VERSION)));
    // The others are named by words, those too that a newer version may add.
    fields.keySet().removeIf(field -> !CONNECTION.matcher(field).matches());
    Map<Long, String> sessions = new HashMap<>();
    fields.forEach((connection, session) -> sessions.put(Long.valueOf(connection), text(session)));
    return Optional.of(new Found(version, sessions));
  }

  /// Takes a node out of the set.
  void forget(RedisCommands<String, byte[]> redis, String node) {
    redis.srem(Keys.NODES, bytes(node));
  }

  /// Takes the own node out.
  void end(RedisCommands<String, byte[]> redis) {
    redis.del(Keys.presence(own));
    forget(redis, own);
  }

  private List<String> arguments(long version, String fourth, Map<Long, String> sessions) {
    List<String> arguments = new ArrayList<>();
    arguments.add(own);
    arguments.add(String.valueOf(lease.toMillis()));
    arguments.add(String.valueOf(version));
    arguments.add(fourth);
    sessions.forEach((connection, session) -> {
      arguments.add(String.valueOf(connection));
      arguments.add(session);
    });
    return arguments;
  }

  private long run(RedisCommands<String, byte[]> redis, String script, List<String> arguments) {
    String[] keys = {Keys.presence(own), Keys.NODES};
    byte[][] values = arguments.stream().map(PresenceHash::bytes).toArray(byte[][]::new);
    Long result = redis.eval(script, ScriptOutputType.INTEGER, keys, values);
    return result == null ? 0 : result;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
