package io.luckynodes.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.job.Stage;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * A setting that an experiment can have.
 *
 * @param name as in definition files
 * @param label as people read it, for example in a figure's footer
 * @param type what values it takes
 * @param least smallest value allowed, for each number in it; {@link Double#MIN_VALUE} where a
 *     number must be above 0
 * @param most largest value allowed
 * @param mostItems how many numbers a list may hold; {@link Integer#MAX_VALUE} for any number
 * @param stages the stages whose results it changes; only their jobs carry it
 * @param ofEachStudent whether students that train together may differ in it
 * @param defining whether it is a matter of architecture, width or data, so that with less of it
 *     the experiment is another, and not only a shorter one
 * @param meaning one line, with the unit
 * @param unvaried why no other value is tried where it is assumed, unless a definition gives some;
 *     empty if nothing is said
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

  /** What values a setting takes. */
  public enum Type {
    INTEGER("a whole number"),
    REAL("a number"),
    INTEGERS("a list of whole numbers"),
    REALS("a list of numbers"),
    EPOCHS("a list of epochs, or the word every"),
    /** Steps of training at which something is looked at. */
    STEPS("a list of steps");

    private final String words;

    Type(String words) {
      this.words = words;
    }
  }

  /** What is allowed, in words. */
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

  /** Whether it says only when something is looked at, and changes nothing of what is trained. */
  public boolean looks() {
    return type == Type.EPOCHS || type == Type.STEPS;
  }

  /** The setting that says how far such moments go. */
  public String last() {
    return type == Type.STEPS ? "steps" : "epochs";
  }

  /** A value in words that can follow what has it: {@code with BatchNorm}, {@code polarity 2}. */
  public String words(JsonNode value) {
    return type == Type.INTEGER && least == 0 && most == 1
        ? (value.intValue() == 1 ? "with " : "without ") + label
        : label
            + " "
            + (value.isNumber()
                ? value.decimalValue().stripTrailingZeros().toPlainString()
                : value.asText());
  }

  /** What is wrong with a value; empty if nothing. */
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

  /** Whether networks, which are of float32, can have the numbers of a value. */
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
