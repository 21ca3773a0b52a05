package io.luckynodes.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.job.Setting;
import io.luckynodes.job.Source;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * An experiment: networks to train and measure. An original experiment has the paper's settings;
 * one that is based on another has settings of its own.
 *
 * @param id unique name
 * @param study id of its study
 * @param label a few words, for places where the title is too long
 * @param title one line
 * @param model kind of network
 * @param settings the paper's settings, by name
 * @param sweep settings that take several values, in the order of the definition
 * @param seeds number of trials
 * @param measure tables that METRICS writes
 * @param scales by scale, the values that replace the paper's, for settings, axes of the sweep and
 *     {@code seeds}
 * @param alternatives by assumed setting or axis, the alternatives that the definition names
 * @param varyTogether pairs of such settings that are also varied together
 * @param streams id of the experiment under whose name random numbers are drawn
 * @param basedOn the experiment from which this one differs; null for an original
 * @param file file that defines the experiment
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

  /**
   * The original at the end of the chain of experiments on which this one is based; itself if it is
   * an original.
   */
  public Experiment original() {
    return basedOn == null ? this : basedOn.original();
  }

  /** Whether a scale replaces the value of a setting, or the values of an axis. */
  public boolean reducedAt(String scale, String setting) {
    return scales.getOrDefault(scale, Map.of()).containsKey(setting);
  }

  /** Name of the number of trials among a scale's reductions. */
  public static final String SEEDS = "seeds";
}
