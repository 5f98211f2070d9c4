package rookery.server.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import rookery.server.dispatch.RefusedException;

/// Argon2id with the parameters that OWASP's Password Storage Cheat Sheet names first: 19 MiB, 2
/// passes, 1 lane.
///
/// At most as many hashes at once as there are processors; who waits longer than [#MAX_WAIT] is
/// told to try again. Thread-safe; blocks.
public final class Passwords {
  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final Duration MAX_WAIT = Duration.ofSeconds(5);
  private static final String PREFIX = "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=1$";

  private final Semaphore room = new Semaphore(Runtime.getRuntime().availableProcessors());
  private final SecureRandom random;
  private final String nobody;

  public Passwords(SecureRandom random) {
    this.random = random;
    this.nobody = PREFIX + encode(bytes(SALT_BYTES)) + "$" + encode(bytes(HASH_BYTES));
  }

  /// A hash with a new salt, in PHC form.
  public String hash(String password) {
    byte[] salt = bytes(SALT_BYTES);
    return PREFIX + encode(salt) + "$" + encode(argon2(password, salt));
  }

  /// Whether the password is the one of `hash`.
  public boolean matches(String password, String hash) {
    if (!hash.startsWith(PREFIX)) {
      throw new IllegalArgumentException("a hash with other parameters than " + PREFIX);
    }
    String[] parts = hash.substring(PREFIX.length()).split("\\$");
    byte[] computed = argon2(password, Base64.getDecoder().decode(parts[0]));
    return MessageDigest.isEqual(computed, Base64.getDecoder().decode(parts[1]));
  }

  /// Takes as long as a check of a password that is there, so that nobody can tell which names
  /// exist.
  ///
  /// @return false
  public boolean checkNobody(String password) {
    matches(password, nobody);
    return false;
  }

  private byte[] argon2(String password, byte[] salt) {
    try {
      if (!room.tryAcquire(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw RefusedException.tryAgain();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw RefusedException.tryAgain();
    }
    try {
      Argon2BytesGenerator generator = new Argon2BytesGenerator();
      generator.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withVersion(Argon2Parameters.ARGON2_VERSION_13)
              .withMemoryAsKB(MEMORY_KIB)
              .withIterations(PASSES)
              .withParallelism(1)
              .withSalt(salt)
              .build());
      byte[] hash = new byte[HASH_BYTES];
      generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
      return hash;
    } finally {
      room.release();
    }
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String encode(byte[] bytes) {
    return Base64.getEncoder().withoutPadding().encodeToString(bytes);
  }
}
