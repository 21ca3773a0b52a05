package io.luckynodes.claim;

import java.util.Set;

/** A check that definitions name; what it compares with is in the claim's options. */
public sealed interface Predicate
    permits UnalignedFanOutBelow,
        LowCorrelationLowFanOut,
        MatchedShareAtLeast,
        OrderedByWidth,
        NarrowStudentsMatchLess,
        LossFallsWithWidth,
        StrongerTeachersMatchedMore,
        StrongestFirstWeakestLast,
        ArrivalFollowsStrength,
        LowestLayerFirst,
        EachLayer,
        CellsCompared,
        LeadsCompared,
        ReachedSooner,
        MixtureNearsDiagonal,
        AccuracyOfTeachers,
        AccuracyGained,
        BiasesNegative,
        UpperBiasesMoreNegative,
        AlignmentPredictsNorm,
        GrowthAsPredicted,
        ClustersCompared,
        PruningFollowsAlignment,
        DirectionMovesFirst,
        LossNearZero,
        FewCellsStable,
        MergingCostsNothing,
        NeuronsReachTargets,
        NormsKeepDifference,
        DriftFollowsStep,
        LeadersNearerTarget,
        NeuronsSettleInStableCells {
  /** Which of the measured epochs a predicate sees. */
  enum Epochs {
    LAST,
    ALL
  }

  /** Name in definition files. */
  String name();

  /** The kind of metrics table that it reads. */
  String table();

  /** The columns of it that it reads; a claim about a table without them cannot be judged. */
  Set<String> columns();

  /** The options that it takes; it needs every one. */
  Set<String> options();

  /**
   * Those of its options that are lists of cells, each of some experiment; others are numbers. A
   * predicate that has any tells rows of several experiments apart; others judge one.
   */
  default Set<String> variants() {
    return Set.of();
  }

  /** The epochs that it sees. */
  default Epochs epochs() {
    return Epochs.LAST;
  }

  /**
   * Judges.
   *
   * @param rows of the predicate's table, the cells that the figure selects, at its {@link
   *     #epochs()}
   * @throws io.luckynodes.error.LuckyException ({@link
   *     io.luckynodes.error.ExitCode#BAD_DEFINITION}) if an option is of another type
   */
  Verdict judge(Options options, Rows rows);
}
