package io.luckynodes.claim;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Of the biases of all BatchNorm layers together, more than a share is negative. */
record BiasesNegative() implements Predicate {
  @Override
  public String name() {
    return "biases-negative";
  }

  @Override
  public String table() {
    return "batch-norm";
  }

  @Override
  public Set<String> columns() {
    return Set.of("layer", "channels", "negative");
  }

  @Override
  public Set<String> options() {
    return Set.of("share");
  }

  @Override
  public Verdict judge(Options options, Rows rows) {
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
