package io.luckynodes.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.claim.Verdict.Outcome;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a run made: {@code summary.json}. All paths are relative to the folder of results; nothing
 * in it changes when a run is repeated.
 *
 * @param format {@link #FORMAT}
 * @param scale {@code smoke}, {@code laptop} or {@code paper}
 * @param figures every figure of the plan, by id
 */
public record Summary(String format, String scale, List<Figure> figures) {
  /** Name and version of this layout. */
  public static final String FORMAT = "lucky-nodes-summary/2";

  /** {@link Figure#status} of a figure whose files are there. */
  public static final String BUILT = "built";

  /** {@link Figure#status} of a figure whose files are not. */
  public static final String SKIPPED = "skipped";

  /**
   * One figure.
   *
   * @param status {@link #BUILT} or {@link #SKIPPED}
   * @param reason why it was skipped
   * @param reduced what the scale or the user reduced, one line each
   * @param files SHA-256 of its files, by path
   * @param metrics SHA-256 of the metrics artifacts that its jobs made, by path
   */
  public record Figure(
      String id,
      String title,
      String status,
      @Nullable String reason,
      String scale,
      List<String> reduced,
      SortedMap<String, String> files,
      SortedMap<String, String> metrics,
      List<Claim> claims) {
    public boolean built() {
      return status.equals(BUILT);
    }
  }

  /**
   * How a claim stands.
   *
   * @param origin {@code paper}, {@code theory} or {@code ours}: who makes it
   * @param published what the paper gives for it; empty if nothing
   * @param predicate the check that was made
   * @param options its thresholds and tolerances
   * @param reason why these
   * @param scales that can carry it
   * @param verdict {@code holds}, {@code fails} or {@code not judged}
   * @param numbers what it was judged by
   */
  public record Claim(
      String name,
      String statement,
      String origin,
      String published,
      String predicate,
      SortedMap<String, JsonNode> options,
      String reason,
      List<String> scales,
      String verdict,
      SortedMap<String, Double> numbers,
      String why) {}

  /** The figures that were not built. */
  public List<Figure> skipped() {
    return figures.stream().filter(figure -> !figure.built()).toList();
  }

  /** How many claims stand so. */
  public long claims(Outcome outcome) {
    return figures.stream()
        .flatMap(figure -> figure.claims().stream())
        .filter(claim -> claim.verdict().equals(outcome.words()))
        .count();
  }
}
