package io.luckynodes.random;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Named streams of random numbers. A name (experiment, key, seed, purpose, epoch) is hashed to the
 * state of a stream of its own, so that no number depends on how many were drawn for something
 * else: neither training seeds together, splitting them over jobs, changing their order nor
 * resuming at an epoch changes one seed's numbers.
 *
 * @param experiment id of the experiment
 * @param seed the trial's seed, as the papers count their repetitions
 */
public record Streams(String experiment, int seed) {
  private static final RandomGeneratorFactory<RandomGenerator> ALGORITHM =
      RandomGeneratorFactory.of("L64X128MixRandom");

  /** Epoch of streams that are drawn once, such as initial weights. */
  public static final int ONCE = -1;

  /**
   * The stream of one purpose, from its beginning.
   *
   * @param purpose what is drawn, for example {@code "student-weights"}
   * @param key what else tells this draw from others of the purpose (a width, for example); empty
   *     where all keys share it
   * @param epoch the epoch that the numbers are for, or {@link #ONCE}
   */
  public RandomGenerator stream(String purpose, String key, int epoch) {
    // NUL cannot occur in a name, so different names never run together into one text.
    String name =
        String.join(
            "\0", experiment, key, Integer.toString(seed), purpose, Integer.toString(epoch));
    try {
      byte[] state =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return ALGORITHM.create(state);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
