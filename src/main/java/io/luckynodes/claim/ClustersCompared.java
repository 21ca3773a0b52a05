package io.luckynodes.claim;

import io.luckynodes.job.Variant;
import io.luckynodes.table.ClustersRow;
import io.luckynodes.table.Rows;
import java.util.List;

/**
 * Clusters after training, at threshold {@code cosine}, in the mean over seeds. Each experiment has
 * a last step of its own.
 */
final class ClustersCompared {
  private static final String COUNT = "clusters";

  private ClustersCompared() {}

  /**
   * Each variant of {@code of} has at least {@code factor} times as many clusters as the variant at
   * the same place in {@code than}.
   */
  static Predicate clustersMore() {
    return Predicate.of("clusters-more", ClustersRow.class, ClustersCompared::more)
        .numbers("factor", "cosine")
        .variants("of", "than")
        .atAllEpochs();
  }

  /** Each variant of {@code of} has at least {@code share} as many clusters as neurons. */
  static Predicate clustersSaturateAtWidth() {
    return Predicate.of("clusters-saturate-at-width", ClustersRow.class, ClustersCompared::saturate)
        .numbers("share", "cosine")
        .variants("of")
        .atAllEpochs();
  }

  private static Verdict more(Options options, Rows rows) {
    Rows counted = rows.where("cosine", options.number("cosine"));
    Findings findings = new Findings();
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

  private static Verdict saturate(Options options, Rows rows) {
    Rows counted = rows.where("cosine", options.number("cosine"));
    Findings findings = new Findings();
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
