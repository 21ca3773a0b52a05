package io.luckynodes.figure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.FigureSpec;
import java.util.Set;
import java.util.TreeSet;

/** A figure's options, checked as they are read. */
final class Options {
  private final FigureSpec spec;

  /**
   * @throws LuckyException ({@link ExitCode#BAD_DEFINITION}) if there is an option of another name
   */
  Options(FigureSpec spec, Set<String> known) {
    this.spec = spec;
    for (String name : spec.options().keySet()) {
      if (!known.contains(name)) {
        throw new LuckyException(
            ExitCode.BAD_DEFINITION,
            "figure "
                + spec.id()
                + ": option "
                + name
                + " is unknown to drawing "
                + spec.drawing()
                + "; it takes "
                + new TreeSet<>(known));
      }
    }
  }

  /** An axis whose range is the option's value, a list {@code [low, high]}. */
  Axis axis(String name, Text title) {
    JsonNode value = value(name);
    if (value.size() != 2
        || !value.path(0).isNumber()
        || !value.path(1).isNumber()
        || !(value.path(0).doubleValue() < value.path(1).doubleValue())) {
      throw wrong(name, "[low, high]", value);
    }
    return new Axis(title, value.get(0).doubleValue(), value.get(1).doubleValue());
  }

  int integer(String name) {
    JsonNode value = value(name);
    if (!value.isIntegralNumber()) {
      throw wrong(name, "a whole number", value);
    }
    return value.intValue();
  }

  /** A list of one whole number or more. */
  int[] integers(String name) {
    JsonNode value = value(name);
    int[] integers = new int[value.size()];
    for (int i = 0; i < integers.length; i++) {
      if (!value.path(i).isIntegralNumber()) {
        throw wrong(name, "a list of whole numbers", value);
      }
      integers[i] = value.get(i).intValue();
    }
    if (integers.length == 0) {
      throw wrong(name, "a list of whole numbers", value);
    }
    return integers;
  }

  private JsonNode value(String name) {
    return spec.options().getOrDefault(name, MissingNode.getInstance());
  }

  private LuckyException wrong(String name, String expected, JsonNode found) {
    return new LuckyException(
        ExitCode.BAD_DEFINITION,
        "figure "
            + spec.id()
            + ": option "
            + name
            + ": expected "
            + expected
            + ", found "
            + (found.isMissingNode() ? "nothing" : found.toString()));
  }
}
