package io.luckynodes.claim;

import io.luckynodes.job.Variant;
import java.util.List;
import java.util.Set;

/**
 * Clusters after training, at threshold {@code cosine}, in the mean over seeds. Either each cell of
 * {@code of} has at least {@code factor} times as many as the cell at the same place in {@code
 * than}; or each cell of {@code of} has at least {@code share} as many as neurons.
 *
 * @param withOthers which of the two
 */
record ClustersCompared(boolean withOthers) implements Predicate {
  private static final String COUNT = "clusters";

  static ClustersCompared more() {
    return new ClustersCompared(true);
  }

  static ClustersCompared saturated() {
    return new ClustersCompared(false);
  }

  @Override
  public String name() {
    return withOthers ? "clusters-more" : "clusters-saturate-at-width";
  }

  @Override
  public String table() {
    return "clusters";
  }

  @Override
  public Set<String> columns() {
    return Set.of("cosine", COUNT, "neurons");
  }

  @Override
  public Set<String> options() {
    return withOthers ? Set.of("of", "than", "factor", "cosine") : Set.of("of", "share", "cosine");
  }

  @Override
  public Set<String> variants() {
    return withOthers ? Set.of("of", "than") : Set.of("of");
  }

  @Override
  public Epochs epochs() {
    // Each experiment has a last step of its own.
    return Epochs.ALL;
  }

  @Override
  public Verdict judge(Options options, Rows rows) {
    Rows counted = rows.where("cosine", options.number("cosine"));
    Findings findings = new Findings();
    if (withOthers) {
      double factor = options.number("factor");
      for (List<Variant> pair : options.pairs("of", "than")) {
        Course of = Course.of(counted, pair.get(0), COUNT);
        Course than = Course.of(counted, pair.get(1), COUNT);
        if (findings.look(of, than)) {
          double more = number(findings, of);
          double less = number(findings, than);
          findings.place(
              more >= factor * less,
              "%s (%s) beside %s (%s)"
                  .formatted(of.name(), Say.measured(more), than.name(), Say.measured(less)));
        }
      }
      return findings.verdict(
          "Each has at least %s times as many clusters after training as the other."
              .formatted(Say.plain(factor)),
          "Not %s times as many clusters after training:".formatted(Say.plain(factor)));
    }
    double share = options.number("share");
    for (Variant variant : options.variants("of")) {
      Course clusters = Course.of(counted, variant, COUNT);
      Course neurons = Course.of(counted, variant, "neurons");
      if (findings.look(clusters)) {
        double reached = number(findings, clusters) / Course.last(neurons.lowest());
        findings.number(clusters.name() + " · clusters per neuron", reached);
        findings.place(
            reached >= share, "%s (%s)".formatted(clusters.name(), Say.measured(reached)));
      }
    }
    return findings.verdict(
        "There are at least %s clusters per neuron.".formatted(Say.plain(share)),
        "Fewer than %s clusters per neuron:".formatted(Say.plain(share)));
  }

  private static double number(Findings findings, Course course) {
    double last = Course.last(course.lowest());
    findings.number(course.name() + " · clusters", last);
    return last;
  }
}
