package io.luckynodes.claim;

import io.luckynodes.job.Variant;
import io.luckynodes.table.ClustersRow;
import io.luckynodes.table.Rows;
import java.util.Arrays;
import java.util.List;

/** Claims about the number of clusters that neurons form at the threshold {@code cosine}. */
final class ClustersCompared {
  private static final String COSINE = "cosine";
  private static final String THAN = "than";
  private static final String FEWEST = "fewest";
  private static final String MOST = "most";

  private ClustersCompared() {}

  /**
   * After training, each variant of {@code of} has more clusters than the variant at the same place
   * in {@code than}. A pair leaves no room for an effect if the second variant has as many clusters
   * as neurons in every network. A network that diverged counts against the claim: with one cluster
   * in the first variant, and with as many clusters as neurons in the second.
   */
  static Predicate clustersMore() {
    return Predicate.measuring("clusters-more", ClustersRow.class, ClustersCompared::more)
        .numbers(COSINE)
        .variants(Network.OF, THAN)
        .paired(0, Network.OF, THAN)
        .atAllEpochs();
  }

  /**
   * After training, each variant of {@code most} has as many clusters as neurons, to the nearest
   * whole number, and each variant of {@code fewest} has fewer. A network that diverged counts
   * against the claim.
   */
  static Predicate clustersSaturateAtWidth() {
    return Predicate.measuring(
            "clusters-saturate-at-width", ClustersRow.class, ClustersCompared::saturate)
        .numbers(COSINE)
        .variants(FEWEST, MOST)
        .atAllEpochs();
  }

  /**
   * Each variant of {@code of} has fewer clusters at the last snapshot before the loss drops than
   * before training. In a network that diverged the number counts as unchanged.
   */
  static Predicate clustersFallBeforeDrop() {
    return Predicate.measuring(
            "clusters-fall-before-drop", ClustersRow.class, ClustersCompared::fall)
        .numbers(COSINE)
        .variants(Network.OF)
        .atAllEpochs();
  }

  private static Effects more(Options options, Rows rows) {
    Rows counted = rows.where(COSINE, options.number(COSINE));
    Effects effects = new Effects("ln of how many times as many clusters there are");
    for (List<Variant> pair : options.pairs(Network.OF, THAN)) {
      Rows of = counted.ofVariant(pair.get(0));
      Rows than = counted.ofVariant(pair.get(1));
      Trials more = Network.each(of, network -> clusters(network.end()), 1);
      Trials less = Network.each(than, network -> clusters(network.end()), neurons(than));
      String one = rows.words(pair.get(0));
      String other = rows.words(pair.get(1));
      effects.number(one + " · clusters", more.mean());
      effects.number(other + " · clusters", less.mean());
      effects.placeUnless(
          less.least() >= neurons(than),
          one + " beside " + other,
          more.with(less, (a, b) -> StrictMath.log(a / b)),
          Range.above(0));
    }
    return effects;
  }

  private static Effects saturate(Options options, Rows rows) {
    Rows counted = rows.where(COSINE, options.number(COSINE));
    Effects effects = new Effects("by how many fewer clusters there are than neurons");
    for (Variant variant : options.variants(FEWEST)) {
      Rows own = counted.ofVariant(variant);
      effects.place(
          rows.words(variant),
          Network.each(own, network -> neurons(own) - clusters(network.end()), 0),
          Range.above(0.5));
    }
    for (Variant variant : options.variants(MOST)) {
      Rows own = counted.ofVariant(variant);
      effects.place(
          rows.words(variant),
          Network.each(own, network -> neurons(own) - clusters(network.end()), neurons(own)),
          Range.below(0.5));
    }
    return effects;
  }

  private static Effects fall(Options options, Rows rows) {
    Rows counted = rows.where(COSINE, options.number(COSINE));
    Effects effects =
        new Effects(
            "ln of how many times as many clusters there are before training as before the loss drops");
    for (Variant variant : options.variants(Network.OF)) {
      Rows own = counted.ofVariant(variant);
      Trials start = Network.each(own, network -> clusters(network.start()), 1);
      Trials early = Network.each(own, network -> clusters(network.beforeDrop()), 1);
      effects.number(rows.words(variant) + " · clusters before training", start.mean());
      effects.number(rows.words(variant) + " · clusters before the loss drops", early.mean());
      effects.placeUnless(
          start.greatest() <= 1,
          rows.words(variant),
          start.with(early, (a, b) -> StrictMath.log(a / b)),
          Range.above(0));
    }
    return effects;
  }

  /**
   * The mean number of clusters, at least 1: neurons without weights are in no cluster, but count
   * as one cluster where there is no other.
   */
  private static double clusters(Rows moment) {
    return Math.max(1, moment.mean("clusters"));
  }

  private static double neurons(Rows variant) {
    return Arrays.stream(variant.values("neurons")).max().orElse(Double.NaN);
  }
}
