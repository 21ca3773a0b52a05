package io.luckynodes.claim;

import io.luckynodes.table.BatchNormRow;
import io.luckynodes.table.Rows;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Of the biases of all BatchNorm layers together, more than a share is negative. */
final class BiasesNegative {
  static final Predicate PREDICATE =
      Predicate.of("biases-negative", BatchNormRow.class, BiasesNegative::judge).numbers("share");

  private BiasesNegative() {}

  private static Verdict judge(Options options, Rows rows) {
    double share = options.number("share");
    double channels = Arrays.stream(rows.values("channels")).sum();
    double negative = Arrays.stream(rows.values("negative")).sum();
    Map<String, Double> numbers = new TreeMap<>();
    numbers.put("biases", channels);
    numbers.put("negative biases", negative);
    numbers.put("negative share", negative / channels);
    boolean holds = negative > share * channels;
    return Verdict.judged(
        holds,
        numbers,
        "%s of %s biases are negative, a share of %s, which is %s %s."
            .formatted(
                Say.plain(negative),
                Say.plain(channels),
                Say.measured(negative / channels),
                holds ? "above" : "not above",
                Say.plain(share)));
  }
}
