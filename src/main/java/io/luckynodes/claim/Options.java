package io.luckynodes.claim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.error.Suggestion;
import io.luckynodes.job.Claim;
import io.luckynodes.job.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;

/** The options of a claim, such as thresholds and tolerances. */
public final class Options {
  private final Claim claim;

  /**
   * @throws LuckyException ({@link ExitCode#BAD_DEFINITION}) if there are {@link #faults}
   */
  Options(Claim claim, Predicate predicate) {
    this.claim = claim;
    List<String> faults = faults(claim, predicate);
    if (!faults.isEmpty()) {
      throw new LuckyException(ExitCode.BAD_DEFINITION, String.join("; ", faults));
    }
  }

  /**
   * The faults of a claim's options: missing options, unknown options, values of a wrong type, and
   * paired lists of different lengths.
   */
  static List<String> faults(Claim claim, Predicate predicate) {
    Map<String, String> faults = new TreeMap<>();
    SortedSet<String> names = predicate.options();
    for (String name : names) {
      JsonNode value = claim.options().get(name);
      if (value == null) {
        if (!predicate.taken().optional().contains(name)) {
          faults.put(name, "is missing");
        }
      } else {
        predicate.type(name).fault(value).ifPresent(fault -> faults.put(name, fault));
      }
    }
    for (String name : claim.options().keySet()) {
      if (!names.contains(name)) {
        faults.put(
            name,
            "unknown option of predicate "
                + claim.predicate()
                + Suggestion.text(name, names)
                + "; allowed are "
                + String.join(", ", names));
      }
    }
    if (faults.isEmpty()) {
      lengths(claim, predicate.taken().paired(), faults);
    }
    return faults.entrySet().stream()
        .map(fault -> named(claim, fault.getKey(), fault.getValue()))
        .toList();
  }

  private static void lengths(Claim claim, Predicate.Paired paired, Map<String, String> faults) {
    for (String name : paired.options()) {
      int found = length(claim, name);
      String first = paired.options().get(0);
      if (paired.count() > 0 && found != paired.count()) {
        faults.put(name, "expected " + paired.count() + " values, found " + found);
      } else if (found != length(claim, first)) {
        faults.put(
            name,
            String.format(
                Locale.ROOT,
                "expected as many values as %s has, %d, found %d",
                first,
                length(claim, first),
                found));
      }
    }
  }

  /** The length of an option's list; a single value counts as a list. */
  private static int length(Claim claim, String name) {
    JsonNode value = claim.options().getOrDefault(name, MissingNode.getInstance());
    return value.isArray() ? value.size() : 1;
  }

  boolean has(String name) {
    return claim.options().containsKey(name);
  }

  String text(String name) {
    return value(name).asText();
  }

  double number(String name) {
    return value(name).doubleValue();
  }

  /** A list of numbers; a single number counts as a list. */
  List<Double> numbers(String name) {
    JsonNode value = value(name);
    List<Double> numbers = new ArrayList<>();
    for (JsonNode item : value.isArray() ? value : List.of(value)) {
      numbers.add(item.doubleValue());
    }
    return numbers;
  }

  /** A list of one or several variants. */
  List<Variant> variants(String name) {
    List<Variant> variants = new ArrayList<>();
    for (JsonNode item : value(name)) {
      variants.add(Variant.of(item, Set.of()).orElseThrow());
    }
    return variants;
  }

  /** The variants at the same places of two lists, which the predicate has declared as paired. */
  List<List<Variant>> pairs(String one, String other) {
    List<Variant> ones = variants(one);
    List<Variant> others = variants(other);
    List<List<Variant>> pairs = new ArrayList<>();
    for (int i = 0; i < ones.size(); i++) {
      pairs.add(List.of(ones.get(i), others.get(i)));
    }
    return pairs;
  }

  private JsonNode value(String name) {
    return Objects.requireNonNull(claim.options().get(name), () -> named(claim, name, "missing"));
  }

  private static String named(Claim claim, String option, String what) {
    return "claim " + claim.name() + ": options." + option + ": " + what;
  }
}
