package io.luckynodes.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A statement about a figure that can be checked.
 *
 * @param name short, unique within the figure
 * @param statement the claim in our own words
 * @param origin id of an {@link Origin}: who makes it
 * @param about the numbered statement of the paper that is held against the experiment, if it is
 *     about one
 * @param predicate which check is made
 * @param options settings of the check: thresholds and tolerances
 * @param published words or numbers that stand in the paper or its released code; empty if it gives
 *     none
 * @param reason why these thresholds and tolerances
 * @param scales at which the claim can be judged; elsewhere it is shown as not judged
 */
public record Claim(
    String name,
    String statement,
    String origin,
    @Nullable About about,
    String predicate,
    SortedMap<String, JsonNode> options,
    String published,
    String reason,
    List<String> scales) {
  /** The same asked of another experiment than the paper's, of which the paper says nothing. */
  public Claim ofAnotherExperiment() {
    return new Claim(
        name, statement, Origin.OURS.id(), null, predicate, options, published, reason, scales);
  }

  /**
   * What a claim is about.
   *
   * @param statement as the paper numbers it: {@code Theorem 4}
   * @param reading id of a {@link Reading}
   */
  public record About(String statement, String reading) {}
}
