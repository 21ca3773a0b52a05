package io.luckynodes.definition;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The kinds of drawing that a figure can ask for, as far as a definition must know them before
 * anything runs.
 */
@SuppressWarnings("ImmutableEnumChecker") // its lists cannot be changed
public enum DrawingKind {
  /** Every student node: correlation to the teacher node it resembles most against fan-out norm. */
  FAN_OUT_SCATTER("fan-out-scatter", List.of("student-nodes"), List.of("x_range", "y_range")),

  /** Lines on which the nodes of a plane switch on, at several epochs. */
  DECISION_BOUNDARIES(
      "decision-boundaries", List.of("boundaries"), List.of("epochs", "range", "seed")),

  /** Mean best correlation of every layer over epochs, and accuracy. */
  LAYER_CURVES("layer-curves", List.of("layers", "evaluation"), List.of()),

  /** Share of seeds that match each teacher node, at two epochs. */
  SUCCESS_RATES("success-rates", List.of("teacher-nodes"), List.of("epochs")),

  /** Logarithm of the evaluation loss over epochs. */
  LOSS_CURVES("loss-curves", List.of("learning-curve"), List.of("x_range", "y_range")),

  /** Correlation of every student node with every teacher node over epochs. */
  PAIR_CURVES("pair-curves", List.of("pairs"), List.of("seeds", "x_range")),

  /** Best correlation with each teacher node over epochs. */
  ARRIVAL_CURVES("arrival-curves", List.of("teacher-nodes"), List.of("seed", "x_range")),

  /** Correlation against fan-out norm of every student node, layer by layer over epochs. */
  LAYER_SCATTER("layer-scatter", List.of("student-nodes"), List.of("x_range", "shares")),

  /** Correlation and winners' ranks of every layer over epochs, in panels that are listed. */
  LAYER_COURSES(
      "layer-courses",
      List.of("layers", "winner-ranks"),
      List.of(DrawingKind.PANELS, "columns", "rows"),
      true),

  /** Mixture coefficients between student and teacher, before and after training. */
  MIXTURE_MAPS("mixture-maps", List.of("mixture"), List.of("seed")),

  /** Histogram of every BatchNorm layer's biases. */
  BIAS_HISTOGRAMS(
      "bias-histograms", List.of("biases", "batch-norm"), List.of("x_range", "bin_width")),

  /** Cells and target vectors of samples in the plane, and the paths of neurons through them. */
  PLANE_PATHS(
      "plane-paths",
      List.of("plane-samples", "plane-cells", "plane-neurons"),
      List.of("seed", "range")),

  /** Alignment of every neuron against its norm, at some steps. */
  NORM_SCATTER(
      "norm-scatter",
      List.of("neurons", "growth"),
      List.of("steps", "seed", "largest_cluster", "final_norm", "growth")),

  /** How many clusters neurons form, against samples and over training. */
  CLUSTER_COUNTS("cluster-counts", List.of("clusters"), List.of("cosine"), true),

  /** Alignment of every neuron against how many of its weights are pruned. */
  PRUNED_SCATTER("pruned-scatter", List.of("pruning"), List.of("steps")),

  /** How far neurons turn and grow per step. */
  UPDATE_CURVES("update-curves", List.of("updates"), List.of()),

  /** Angles between leaders of clusters and their target vectors of both orders over steps. */
  CLUSTER_TARGETS("cluster-target-curves", List.of("cluster-targets"), List.of("clusters")),

  /** How far what gradient flow conserves drifts, against the size of a step. */
  CONSERVED_DRIFT("conserved-drift", List.of("neurons"), List.of("times"), true),

  /** Loss on the training samples over steps. */
  STEP_LOSSES("step-losses", List.of("learning-curve"), List.of(), true),

  /** Stable cells that probes find, beside all cells there can be. */
  STABLE_CELL_COUNTS("stable-cell-counts", List.of("stable-cells", "probes"), List.of()),

  /** Accuracy before and after clusters are merged. */
  MERGING_ACCURACY("merging-accuracy", List.of("merging"), List.of("cosine")),

  /** Where directions settle before the loss drops, by learning rate and initial deviation. */
  SEARCH_REGION("search-region", List.of("classification", "neurons"), List.of("angle", "loss"));

  /** The option that lists rows of panels, each with the cell of an experiment that it draws. */
  static final String PANELS = "panels";

  /** Fields of a panel besides the cell. */
  static final Set<String> PANEL_FIELDS = Set.of("title", "show");

  private final String id;
  private final List<String> tables;
  private final List<String> options;
  private final boolean several;

  DrawingKind(String id, List<String> tables, List<String> options) {
    this(id, tables, options, false);
  }

  DrawingKind(String id, List<String> tables, List<String> options, boolean several) {
    this.id = id;
    this.tables = tables;
    this.options = options;
    this.several = several;
  }

  /** Name in definition files. */
  public String id() {
    return id;
  }

  /** Tables that each experiment must measure. */
  public List<String> tables() {
    return tables;
  }

  /** Options that it takes. */
  public List<String> options() {
    return options;
  }

  /** Whether it can draw several experiments; otherwise it draws one. */
  public boolean several() {
    return several;
  }

  /** The kind of that name. */
  public static Optional<DrawingKind> of(String id) {
    return Arrays.stream(values()).filter(kind -> kind.id.equals(id)).findFirst();
  }

  static List<String> ids() {
    return Arrays.stream(values()).map(DrawingKind::id).toList();
  }
}
