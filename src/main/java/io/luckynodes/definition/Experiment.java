package io.luckynodes.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.job.Setting;
import io.luckynodes.job.Source;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What is trained and measured, at the paper's settings or, if it is based on another, at its own.
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
 * @param alternatives by setting or axis that is assumed, what else might have been, as far as the
 *     definition says
 * @param varyTogether pairs of such settings that are also varied together
 * @param streams id of the experiment under whose name random numbers are drawn
 * @param basedOn the experiment that this one differs from; null if it stands alone
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
    SortedMap<String, Alternatives> alternatives,
    List<List<String>> varyTogether,
    String streams,
    @Nullable Experiment basedOn,
    String file) {

  /**
   * A setting that is swept.
   *
   * @param values the paper's values, in order
   */
  public record Axis(List<JsonNode> values, Source source) {}

  /** The experiment at the beginning of what this one is based on; itself if it stands alone. */
  public Experiment original() {
    return basedOn == null ? this : basedOn.original();
  }

  /** Whether a scale puts another value, or other values of an axis, in the place of its own. */
  public boolean reducedAt(String scale, String setting) {
    return scales.getOrDefault(scale, Map.of()).containsKey(setting);
  }

  /** Name of the number of trials among a scale's reductions. */
  public static final String SEEDS = "seeds";
}
