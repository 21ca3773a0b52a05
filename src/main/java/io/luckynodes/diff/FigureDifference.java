package io.luckynodes.diff;

import com.fasterxml.jackson.annotation.JsonValue;
import io.luckynodes.artifact.FigureFile;
import io.luckynodes.lineage.Results;
import java.util.ArrayList;
import java.util.List;

/**
 * The difference of one figure between two results.
 *
 * @param state state of the whole figure; code and environment alone do not make it different
 * @param settings settings that differ, by name; the name of a setting follows the id of its
 *     experiment
 * @param code code fingerprints that differ, by stage
 * @param environment versions and other conditions that differ and can change numbers, by stage
 * @param numbers differences of the plotted numbers
 * @param drawing whether the same numbers are drawn differently
 */
public record FigureDifference(
    String id,
    State state,
    List<Change> settings,
    List<Change> code,
    List<Change> environment,
    Numbers numbers,
    boolean drawing) {
  /** The state of a figure. */
  public enum State {
    SAME("same"),
    WITHIN("within the tolerance"),
    DIFFERENT("differs"),
    ONLY_IN_A("only in A"),
    ONLY_IN_B("only in B");

    private final String words;

    State(String words) {
      this.words = words;
    }

    @JsonValue
    public String words() {
      return words;
    }
  }

  /** The difference of a figure that only one of the results has. */
  static FigureDifference onlyIn(State state, String id) {
    return new FigureDifference(id, state, List.of(), List.of(), List.of(), Numbers.SAME, false);
  }

  /**
   * Compares a figure that both results have.
   *
   * @throws io.luckynodes.error.LuckyException if one of its files is missing or damaged
   */
  static FigureDifference between(Results a, Results b, String id, double tolerance) {
    FigureFile one = FigureFile.read(a.require(file(id, "svg")));
    FigureFile other = FigureFile.read(b.require(file(id, "svg")));
    FigureRecord before = FigureRecord.of(one.record());
    FigureRecord after = FigureRecord.of(other.record());
    List<Change> settings = Change.between(before.settings(), after.settings());
    Numbers numbers = Numbers.between(a.require(file(id, "csv")), b.require(file(id, "csv")));
    boolean drawing = numbers.same() && !one.drawing().equals(other.drawing());
    State state =
        !settings.isEmpty() || drawing || !numbers.within(tolerance)
            ? State.DIFFERENT
            : numbers.same() ? State.SAME : State.WITHIN;
    return new FigureDifference(
        id,
        state,
        settings,
        Change.between(before.code(), after.code()),
        Change.between(before.environment(), after.environment()),
        numbers,
        drawing);
  }

  /** Path of a figure's file in results. */
  static String file(String id, String ending) {
    return "figures/" + id + "." + ending;
  }

  /** Whether the figure counts as equal. */
  public boolean same() {
    return state == State.SAME || state == State.WITHIN;
  }

  /** The state of the figure, and what differs, in words. */
  public String words() {
    List<String> parts = new ArrayList<>();
    if (!settings.isEmpty()) {
      parts.add("settings");
    }
    numbers.shape().forEach(change -> parts.add(change.what()));
    if (!numbers.columns().isEmpty()) {
      parts.add("numbers");
    }
    if (drawing) {
      parts.add("drawing");
    }
    String by = code.isEmpty() ? "" : ", by other code";
    return state.words() + (state == State.DIFFERENT ? ": " + String.join(", ", parts) : "") + by;
  }
}
