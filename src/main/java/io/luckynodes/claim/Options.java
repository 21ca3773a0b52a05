package io.luckynodes.claim;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Claim;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A claim's thresholds and tolerances. */
public final class Options {
  private final Claim claim;

  /**
   * @throws LuckyException ({@link ExitCode#BAD_DEFINITION}) if the claim lacks one of the names,
   *     has another, or one is neither a number nor a list of numbers
   */
  Options(Claim claim, Set<String> names) {
    this.claim = claim;
    for (String name : names) {
      if (!claim.options().containsKey(name)) {
        throw wrong(name, "is missing");
      }
      numbers(name);
    }
    for (String name : claim.options().keySet()) {
      if (!names.contains(name)) {
        throw wrong(
            name,
            "unknown option of predicate "
                + claim.predicate()
                + "; allowed are "
                + String.join(", ", names.stream().sorted().toList()));
      }
    }
  }

  double number(String name) {
    JsonNode value = claim.options().get(name);
    if (value == null || !value.isNumber()) {
      throw wrong(name, "expected a number, found " + value);
    }
    return value.doubleValue();
  }

  /** A list of numbers; a single one counts as a list. */
  List<Double> numbers(String name) {
    JsonNode value = claim.options().get(name);
    if (value == null || !value.isArray() || value.isEmpty()) {
      return List.of(number(name));
    }
    List<Double> numbers = new ArrayList<>();
    for (JsonNode item : value) {
      if (!item.isNumber()) {
        throw wrong(name, "expected a list of numbers, found " + value);
      }
      numbers.add(item.doubleValue());
    }
    return numbers;
  }

  private LuckyException wrong(String option, String what) {
    return new LuckyException(
        ExitCode.BAD_DEFINITION, "claim " + claim.name() + ": options." + option + ": " + what);
  }
}
