package io.luckynodes.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The part of an experiment that a figure draws.
 *
 * @param id id of the experiment
 * @param label label of the experiment, a few words
 * @param title title of the experiment, one line
 * @param model kind of network
 * @param settings values in force by name, with the number of seeds
 * @param select values of each sweep axis that the figure draws or compares, in the order in which
 *     they are drawn
 * @param words words for each of these values, at the same place
 * @param reductions reductions by the scale or the user, one line each; empty if there are none
 * @param otherThanPaper the reductions by which architecture, width or data differ from the paper's
 * @param changes differences from the original experiment on which it is based, one line each; null
 *     for an original
 */
public record DrawnExperiment(
    String id,
    String label,
    String title,
    String model,
    SortedMap<String, Setting> settings,
    SortedMap<String, List<JsonNode>> select,
    SortedMap<String, List<String>> words,
    List<String> reductions,
    List<String> otherThanPaper,
    @Nullable List<String> changes) {
  /** The line of {@link #changes} that says that seeds cannot be compared with the original's. */
  public static final String OWN_STREAMS = "random numbers of its own";

  /** A value of an axis in words, for example {@code with BatchNorm}. */
  public String words(String axis, double value) {
    List<JsonNode> values = select.getOrDefault(axis, List.of());
    List<String> own = words.getOrDefault(axis, List.of());
    for (int i = 0; i < Math.min(values.size(), own.size()); i++) {
      if (values.get(i).doubleValue() == value) {
        return own.get(i);
      }
    }
    return axis.replace('_', ' ')
        + " "
        + BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
