package io.luckynodes.figure;

import io.luckynodes.drawing.DrawingKind;

/** The classes that draw each kind of drawing. */
final class Drawings {
  private Drawings() {}

  static Drawing of(DrawingKind kind) {
    return switch (kind) {
      case FAN_OUT_SCATTER -> new FanOutScatter();
      case DECISION_BOUNDARIES -> new DecisionBoundaries();
      case LAYER_CURVES -> new LayerCurves();
      case SUCCESS_RATES -> new SuccessRates();
      case LOSS_CURVES -> new LossCurves();
      case PAIR_CURVES -> new PairCurves();
      case ARRIVAL_CURVES -> new ArrivalCurves();
      case LAYER_SCATTER -> new LayerScatter();
      case LAYER_COURSES -> new LayerCourses();
      case MIXTURE_MAPS -> new MixtureMaps();
      case BIAS_HISTOGRAMS -> new BiasHistograms();
      case PLANE_PATHS -> new PlanePaths();
      case NORM_SCATTER -> new NormScatter();
      case RACE_OVERVIEW -> new RaceOverview();
      case CLUSTER_COUNTS -> new ClusterCounts();
      case PRUNED_SCATTER -> new PrunedScatter();
      case UPDATE_CURVES -> new UpdateCurves();
      case CLUSTER_TARGET_CURVES -> new ClusterTargetCurves();
      case CONSERVED_DRIFT -> new ConservedDrift();
      case STEP_LOSSES -> new StepLosses();
      case STABLE_CELL_COUNTS -> new StableCellCounts();
      case MERGING_ACCURACY -> new MergingAccuracy();
      case SEARCH_REGION -> new SearchRegion();
      case LAW_PANELS -> new LawPanels();
      case LUCKY_NODES -> new LuckyNodes();
      case TOP_DOWN_MODULATION -> new TopDownModulation();
      case INDUCTION -> new Induction();
      case STRUCTURE_AND_NOISE -> new StructureAndNoise();
      case LOTTERY_TICKET -> new LotteryTicket();
      case PARTING_NODES -> new PartingNodes();
      case STRONG_AND_WEAK -> new StrongAndWeak();
      case SMALL_OVERLAPS -> new SmallOverlaps();
      case NETWORK_SETTING -> new NetworkSetting();
      case DEEP_SETTING -> new DeepSetting();
      case MIXTURE_REGIONS -> new MixtureRegions();
      case NORM_PROJECTION -> new NormProjection();
      case REGION_ASSUMPTIONS -> new RegionAssumptions();
      case SPECIALISATION_PATTERNS -> new SpecialisationPatterns();
      case NORM_PLACEMENTS -> new NormPlacements();
      case CURVES -> new Curves();
      case SCATTER -> new Scatter();
      case VALUE_MAP -> new ValueMap();
    };
  }
}
