package io.luckynodes.random;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Named streams of random numbers. A name (experiment, key, seed, purpose, epoch) is hashed to the
 * initial state of its own stream, so no number depends on how many were drawn for another purpose.
 * A seed's numbers stay the same when seeds train together, are split over jobs or change their
 * order, and when training resumes at an epoch.
 *
 * @param experiment id of the experiment
 * @param seed the trial's seed, as the papers count their repetitions
 */
public record Streams(String experiment, int seed) {
  private static final RandomGeneratorFactory<RandomGenerator> ALGORITHM =
      RandomGeneratorFactory.of("L64X128MixRandom");

  /** Value of {@code epoch} for streams that are drawn once, such as initial weights. */
  public static final int ONCE = -1;

  /**
   * The stream of one purpose, from its beginning.
   *
   * @param purpose purpose of the numbers, for example {@code "student-weights"}
   * @param key anything else that distinguishes this stream from others of the purpose (a width,
   *     for example); empty if all draws of the purpose share one stream
   * @param epoch epoch for which the numbers are drawn, or {@link #ONCE}
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
