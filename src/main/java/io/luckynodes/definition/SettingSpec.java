package io.luckynodes.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.job.Stage;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * A setting that an experiment can have.
 *
 * @param name name in definition files
 * @param label name that people read, for example in a figure's footer
 * @param type type of its values
 * @param least smallest value allowed, for each number in it; {@link Double#MIN_VALUE} where a
 *     number must be above 0
 * @param most largest value allowed
 * @param mostItems most numbers that a list may hold; {@link Integer#MAX_VALUE} for no limit
 * @param stages the stages whose results it changes; only their jobs carry it
 * @param ofEachStudent whether students that train together may differ in it
 * @param defining whether it concerns architecture, width or data, so that a reduced value makes
 *     another experiment and not only a shorter one
 * @param meaning one line, with the unit
 * @param unvaried reason why no other value is tried where it is assumed, unless a definition names
 *     alternatives; empty if none is given
 */
public record SettingSpec(
    String name,
    String label,
    Type type,
    double least,
    double most,
    int mostItems,
    Set<Stage> stages,
    boolean ofEachStudent,
    boolean defining,
    String meaning,
    String unvaried) {

  /** Type of a setting's values. */
  public enum Type {
    INTEGER("a whole number"),
    REAL("a number"),
    INTEGERS("a list of whole numbers"),
    REALS("a list of numbers"),
    EPOCHS("a list of epochs, or the word every"),
    /** Steps of training at which something is measured. */
    STEPS("a list of steps");

    private final String words;

    Type(String words) {
      this.words = words;
    }
  }

  /** The allowed values, in words. */
  public String allowed() {
    boolean positive = least == Double.MIN_VALUE;
    String range =
        most == Double.MAX_VALUE
            ? least == -Double.MAX_VALUE
                ? ""
                : positive ? ", above 0" : ", at least " + number(least)
            : (positive ? " above 0 and at most " : " from " + number(least) + " to ")
                + number(most);
    String length = mostItems == Integer.MAX_VALUE ? "" : ", at most " + mostItems + " of them";
    return type.words + (looks() ? "" : range) + length;
  }

  /** Whether the setting only says when something is measured, and does not change training. */
  public boolean looks() {
    return type == Type.EPOCHS || type == Type.STEPS;
  }

  /** The setting that holds the last of such epochs or steps. */
  public String last() {
    return type == Type.STEPS ? "steps" : "epochs";
  }

  /**
   * A value in words that can follow the name of an experiment: {@code with BatchNorm}, {@code
   * polarity 2}.
   */
  public String words(JsonNode value) {
    return type == Type.INTEGER && least == 0 && most == 1
        ? (value.intValue() == 1 ? "with " : "without ") + label
        : label
            + " "
            + (value.isNumber()
                ? value.decimalValue().stripTrailingZeros().toPlainString()
                : value.asText());
  }

  /** The fault of a value; empty if it is allowed. */
  public Optional<String> fault(JsonNode value) {
    boolean fits =
        switch (type) {
          case INTEGER -> value.isIntegralNumber() && inRange(value);
          case REAL -> value.isNumber() && inRange(value);
          case INTEGERS, STEPS -> list(value, true);
          case REALS -> list(value, false);
          case EPOCHS -> value.asText().equals("every") || list(value, true);
        };
    if (!fits) {
      return Optional.of("expected " + allowed() + ", found " + value);
    }
    return isFloat(value)
        ? Optional.empty()
        : Optional.of(
            "expected 0 or a size from 1.2e-38 to 3.4e38, which float32 holds, found " + value);
  }

  /** Whether all numbers of a value are within the range of float32, which networks use. */
  private static boolean isFloat(JsonNode value) {
    if (value.isArray()) {
      return StreamSupport.stream(value.spliterator(), false).allMatch(SettingSpec::isFloat);
    }
    float size = Math.abs(value.floatValue());
    return value.doubleValue() == 0 || (Float.isFinite(size) && size >= Float.MIN_NORMAL);
  }

  private boolean list(JsonNode value, boolean whole) {
    if (!value.isArray() || value.isEmpty() || value.size() > mostItems) {
      return false;
    }
    for (JsonNode item : value) {
      if (!(whole ? item.isIntegralNumber() : item.isNumber()) || !inRange(item)) {
        return false;
      }
    }
    return true;
  }

  private boolean inRange(JsonNode value) {
    return value.doubleValue() >= least && value.doubleValue() <= most;
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
