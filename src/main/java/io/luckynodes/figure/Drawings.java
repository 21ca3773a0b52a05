package io.luckynodes.figure;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.FigureSpec;
import java.util.Map;
import java.util.TreeMap;

/** All kinds of drawing, by the name that definitions call them. */
final class Drawings {
  private static final Map<String, Drawing> BY_NAME =
      Map.ofEntries(
          Map.entry("fan-out-scatter", new FanOutScatter()),
          Map.entry("decision-boundaries", new DecisionBoundaries()),
          Map.entry("layer-curves", new LayerCurves()),
          Map.entry("layer-courses", new LayerCourses()),
          Map.entry("success-rates", new SuccessRates()),
          Map.entry("loss-curves", new LossCurves()),
          Map.entry("pair-curves", new PairCurves()),
          Map.entry("arrival-curves", new ArrivalCurves()),
          Map.entry("layer-scatter", new LayerScatter()),
          Map.entry("mixture-maps", new MixtureMaps()),
          Map.entry("bias-histograms", new BiasHistograms()),
          Map.entry("plane-paths", new PlanePaths()),
          Map.entry("norm-scatter", new NormScatter()),
          Map.entry("cluster-counts", new ClusterCounts()),
          Map.entry("pruned-scatter", new AlignmentPruning()),
          Map.entry("update-curves", new UpdateCurves()),
          Map.entry("cluster-target-curves", new ClusterTargetCurves()),
          Map.entry("conserved-drift", new DriftBySteps()),
          Map.entry("step-losses", new StepLosses()),
          Map.entry("stable-cell-counts", new StableCellCounts()),
          Map.entry("merging-accuracy", new MergingAccuracy()),
          Map.entry("search-region", new SearchRegion()));

  private Drawings() {}

  /**
   * The drawing that a figure asks for.
   *
   * @throws LuckyException ({@link ExitCode#BAD_DEFINITION}) if there is none of that name
   */
  static Drawing of(FigureSpec spec) {
    Drawing drawing = BY_NAME.get(spec.drawing());
    if (drawing == null) {
      throw new LuckyException(
          ExitCode.BAD_DEFINITION,
          "figure "
              + spec.id()
              + ": drawing: expected one of "
              + new TreeMap<>(BY_NAME).keySet()
              + ", found "
              + spec.drawing());
    }
    return drawing;
  }
}
