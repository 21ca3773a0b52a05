package io.luckynodes.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A statement about a figure that can be checked.
 *
 * @param name short name, unique within the figure
 * @param statement the claim in the project's own words
 * @param origin id of an {@link Origin}: the source of the claim
 * @param about the numbered statement of the paper that the claim tests; null if there is none
 * @param predicate name of the check
 * @param options settings of the check: thresholds and tolerances
 * @param published words or numbers from the paper or its released code; empty if there are none
 * @param reason reason for the thresholds and tolerances
 * @param scales scales at which the claim can be judged; at others it is shown as not judged
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
  /** The same claim about another experiment than the paper's, on which the paper says nothing. */
  public Claim ofAnotherExperiment() {
    return new Claim(
        name, statement, Origin.OURS.id(), null, predicate, options, published, reason, scales);
  }

  /**
   * The numbered statement that a claim tests.
   *
   * @param statement its number in the paper: {@code Theorem 4}
   * @param reading id of a {@link Reading}
   */
  public record About(String statement, String reading) {}
}
