package io.luckynodes.claim;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.error.Suggestion;
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
            FanOutOfUnmatched.lowCorrelationLowFanOut(),
            FanOutOfUnmatched.lShapeInLowestLayer(),
            PolarityHinders.fewerMatchedWithPolarity(),
            PolarityHinders.polarityHindersNarrowMore(),
            PolarityHinders.weakMissedWithPolarity(),
            OrderedByWidth.layersOrderedByWidth(),
            OrderedByWidth.accuracyOrderedByWidth(),
            OrderedByWidth.matchedShareOrderedByWidth(),
            NarrowStudentsMatchLess.PREDICATE,
            LossByWidth.lossFallsWithWidth(),
            LossByWidth.widthMattersLessThanTraining(),
            StrongerTeachersMatchedMore.PREDICATE,
            ArrivalOrder.strongestFirstWeakestLast(),
            ArrivalOrder.arrivalFollowsStrength(),
            StudentsOfStrongest.mostTurnToStrongestFirst(),
            StudentsOfStrongest.strongestCoveredBySeveral(),
            FocusShifts.PREDICATE,
            LayersInOrder.lowestLayerFirst(),
            LayersInOrder.topLayersFollow(),
            CorrelationCourses.correlationGrows(),
            CorrelationCourses.lowestLayerBest(),
            CorrelationCourses.lowLayersNearOne(),
            CorrelationCourses.correlationStalls(),
            CorrelationCourses.correlationReaches(),
            CorrelationCourses.correlationAsPublished(),
            RankCourses.rankFalls(),
            RankCourses.lowestLayerRanksBest(),
            RankCourses.winnersLeadEarly(),
            RankCourses.firstRankAsPublished(),
            VariantsCompared.correlationHigher(),
            VariantsCompared.correlationHigherThroughout(),
            VariantsCompared.correlationGainsMoreLate(),
            VariantsCompared.rankLowerThroughout(),
            VariantsCompared.accuracyHigherThroughout(),
            LeadsCompared.correlationLeadGreater(),
            LeadsCompared.rankLeadGreater(),
            MixtureCourses.mixtureNearsDiagonal(),
            MixtureCourses.gatesSharpenDiagonal(),
            MixtureCourses.highCorrelationHighBeta(),
            TeacherAccuracyNear.PREDICATE,
            StudentsAboveTeachers.PREDICATE,
            BiasesNegative.PREDICATE,
            UpperBiasesMoreNegative.PREDICATE,
            AlignmentAndNorm.alignmentPredictsNorm(),
            AlignmentAndNorm.earlyAlignmentPredictsBetter(),
            AlignmentAndNorm.normExponentialInAlignment(),
            EarlyGrowthPersists.PREDICATE,
            GrowthAsPredicted.PREDICATE,
            ClustersCompared.clustersMore(),
            ClustersCompared.clustersSaturateAtWidth(),
            ClustersCompared.clustersFallBeforeDrop(),
            ClustersAlign.PREDICATE,
            PruningFollowsAlignment.pruningFollowsAlignment(),
            PruningFollowsAlignment.clustersSharpenPruning(),
            DirectionMovesFirst.PREDICATE,
            LossNearZero.PREDICATE,
            FewCellsStable.PREDICATE,
            MergingCostsNothing.PREDICATE,
            NeuronsTurnToTargets.PREDICATE,
            OutgoingWeightsAlignFaster.PREDICATE,
            NormsKeepDifference.PREDICATE,
            DriftFollowsStep.PREDICATE,
            LeadersNearerTarget.leadersTurnToZerothOrder(),
            LeadersNearerTarget.leadersEndNearerNextOrder(),
            LeadersNearerTarget.leadersRestAtGeneralisedTarget(),
            NeuronsSettleInStableCells.PREDICATE,
            Laws.lawAgrees(),
            Laws.lawAtMost(),
            Laws.lawAtLeast(),
            Laws.lawMeanBelow(),
            Laws.lawMeanAbove(),
            Laws.lawMeanAsPredicted(),
            Laws.lawRises(),
            Laws.lawAsPublished(),
            Laws.lawRatioBelow())) {
      ALL.put(predicate.name(), predicate);
    }
  }

  private Predicates() {}

  /** Names that a definition may use. */
  public static SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(ALL.keySet()));
  }

  /**
   * The predicate of a name.
   *
   * @throws LuckyException ({@link ExitCode#BAD_DEFINITION}) if there is no such predicate
   */
  public static Predicate of(String name) {
    Predicate predicate = ALL.get(name);
    if (predicate == null) {
      throw new LuckyException(ExitCode.BAD_DEFINITION, unknown(name));
    }
    return predicate;
  }

  static String unknown(String name) {
    return Suggestion.unknown("predicate", name, ALL.keySet());
  }
}
