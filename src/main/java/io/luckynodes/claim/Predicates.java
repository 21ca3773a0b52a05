package io.luckynodes.claim;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** All predicates, by name. */
public final class Predicates {
  private static final SortedMap<String, Predicate> ALL = new TreeMap<>();

  static {
    for (Predicate predicate :
        List.of(
            new UnalignedFanOutBelow(),
            new LowCorrelationLowFanOut(),
            new MatchedShareAtLeast(),
            OrderedByWidth.layers(),
            OrderedByWidth.accuracy(),
            OrderedByWidth.matchedShare(),
            new NarrowStudentsMatchLess(),
            new LossFallsWithWidth(),
            new StrongerTeachersMatchedMore(),
            new StrongestFirstWeakestLast(),
            new ArrivalFollowsStrength(),
            new LowestLayerFirst(),
            EachLayer.correlationGrows(),
            EachLayer.lowestLayerBest(),
            EachLayer.rankFalls(),
            EachLayer.winnersRankEarly(),
            CellsCompared.correlation(),
            CellsCompared.correlationThroughout(),
            CellsCompared.lateGain(),
            CellsCompared.rankThroughout(),
            LeadsCompared.correlation(),
            LeadsCompared.rank(),
            ReachedSooner.correlation(),
            ReachedSooner.rank(),
            MixtureNearsDiagonal.withTraining(),
            MixtureNearsDiagonal.withGates(),
            new AccuracyOfTeachers(),
            new AccuracyGained(),
            new BiasesNegative(),
            new UpperBiasesMoreNegative(),
            new AlignmentPredictsNorm(),
            new GrowthAsPredicted(),
            ClustersCompared.more(),
            ClustersCompared.saturated(),
            new PruningFollowsAlignment(),
            new DirectionMovesFirst(),
            new LossNearZero(),
            new FewCellsStable(),
            new MergingCostsNothing(),
            new NeuronsReachTargets(),
            new NormsKeepDifference(),
            new DriftFollowsStep(),
            new LeadersNearerTarget(),
            new NeuronsSettleInStableCells())) {
      ALL.put(predicate.name(), predicate);
    }
  }

  private Predicates() {}

  /** Names that a definition may use. */
  public static SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(ALL.keySet()));
  }

  /**
   * The predicate of that name.
   *
   * @throws LuckyException ({@link ExitCode#BAD_DEFINITION}) if there is none
   */
  public static Predicate of(String name) {
    Predicate predicate = ALL.get(name);
    if (predicate == null) {
      throw new LuckyException(
          ExitCode.BAD_DEFINITION,
          "unknown predicate '" + name + "'; allowed are " + String.join(", ", ALL.keySet()));
    }
    return predicate;
  }
}
