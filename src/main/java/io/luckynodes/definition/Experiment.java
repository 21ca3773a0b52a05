package io.luckynodes.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.job.Setting;
import io.luckynodes.job.Source;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What is trained and measured, at the paper's settings.
 *
 * @param id unique
 * @param study id of its study
 * @param label a few words, for places where the title is too long
 * @param title one line
 * @param model kind of network
 * @param settings the paper's settings, by name
 * @param sweep settings that take several values, in the order of the definition
 * @param seeds number of trials
 * @param measure tables that METRICS writes
 * @param scales by scale, the values that take the place of the paper's; {@code seeds} and axes of
 *     the sweep among them
 * @param file where it is defined
 */
public record Experiment(
    String id,
    String study,
    String label,
    String title,
    ModelKind model,
    SortedMap<String, Setting> settings,
    Map<String, Axis> sweep,
    Setting seeds,
    List<String> measure,
    Map<String, Map<String, JsonNode>> scales,
    String file) {

  /**
   * A setting that is swept.
   *
   * @param values the paper's values, in order
   */
  public record Axis(List<JsonNode> values, Source source) {}

  /** Name of the number of trials among a scale's reductions. */
  public static final String SEEDS = "seeds";
}
