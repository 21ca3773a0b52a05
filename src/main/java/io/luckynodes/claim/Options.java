package io.luckynodes.claim;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Claim;
import io.luckynodes.job.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;

/** A claim's thresholds and tolerances. */
public final class Options {
  private final Claim claim;

  /**
   * @throws LuckyException ({@link ExitCode#BAD_DEFINITION}) if the claim lacks one of the names,
   *     has another, or one is not what the predicate takes: a number or a list of them, a list of
   *     variants, a text
   */
  Options(Claim claim, Predicate predicate) {
    this.claim = claim;
    SortedSet<String> names = predicate.options();
    for (String name : names) {
      if (!claim.options().containsKey(name)) {
        if (!predicate.optional().contains(name)) {
          throw wrong(name, "is missing");
        }
      } else if (predicate.variants().contains(name)) {
        variants(name);
      } else if (predicate.texts().contains(name)) {
        text(name);
      } else {
        predicate
            .type(name)
            .fault(claim.options().get(name))
            .ifPresent(
                fault -> {
                  throw wrong(name, fault);
                });
      }
    }
    for (String name : claim.options().keySet()) {
      if (!names.contains(name)) {
        throw wrong(
            name,
            "unknown option of predicate "
                + claim.predicate()
                + "; allowed are "
                + String.join(", ", names));
      }
    }
  }

  boolean has(String name) {
    return claim.options().containsKey(name);
  }

  String text(String name) {
    JsonNode value = claim.options().get(name);
    if (value == null || !value.isTextual() || value.asText().isBlank()) {
      throw wrong(name, "expected a text, found " + value);
    }
    return value.asText();
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

  /** A list of one variant or more. */
  List<Variant> variants(String name) {
    JsonNode value = claim.options().get(name);
    if (value == null || !value.isArray() || value.isEmpty()) {
      throw wrong(name, "expected a list of variants, found " + value);
    }
    List<Variant> variants = new ArrayList<>();
    for (JsonNode item : value) {
      variants.add(
          Variant.of(item, Set.of())
              .orElseThrow(
                  () ->
                      wrong(
                          name, "expected an experiment and numbers of its axes, found " + item)));
    }
    return variants;
  }

  /** The variants at the same places of two lists. */
  List<List<Variant>> pairs(String one, String other) {
    List<Variant> ones = variants(one);
    List<Variant> others = variants(other);
    if (ones.size() != others.size()) {
      throw wrong(
          other,
          "expected as many variants as "
              + one
              + " has, "
              + ones.size()
              + ", found "
              + others.size());
    }
    List<List<Variant>> pairs = new ArrayList<>();
    for (int i = 0; i < ones.size(); i++) {
      pairs.add(List.of(ones.get(i), others.get(i)));
    }
    return pairs;
  }

  LuckyException wrong(String option, String what) {
    return new LuckyException(
        ExitCode.BAD_DEFINITION, "claim " + claim.name() + ": options." + option + ": " + what);
  }
}
