package io.luckynodes.drawing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.luckynodes.job.OptionType;
import io.luckynodes.job.Variant;
import io.luckynodes.table.BatchNormRow;
import io.luckynodes.table.BiasesRow;
import io.luckynodes.table.BoundariesRow;
import io.luckynodes.table.CircleNodesRow;
import io.luckynodes.table.ClassificationRow;
import io.luckynodes.table.ClusterTargetsRow;
import io.luckynodes.table.ClustersRow;
import io.luckynodes.table.EvaluationRow;
import io.luckynodes.table.GrowthRow;
import io.luckynodes.table.LawsRow;
import io.luckynodes.table.LayersRow;
import io.luckynodes.table.LearningCurveRow;
import io.luckynodes.table.MatricesRow;
import io.luckynodes.table.MergingRow;
import io.luckynodes.table.MixtureRow;
import io.luckynodes.table.NetworkRow;
import io.luckynodes.table.NeuronCosinesRow;
import io.luckynodes.table.NeuronsRow;
import io.luckynodes.table.NormVectorsRow;
import io.luckynodes.table.NormsRow;
import io.luckynodes.table.PairsRow;
import io.luckynodes.table.PlaneCellsRow;
import io.luckynodes.table.PlaneNeuronsRow;
import io.luckynodes.table.PlaneSamplesRow;
import io.luckynodes.table.ProbesRow;
import io.luckynodes.table.PruningRow;
import io.luckynodes.table.RegionNodesRow;
import io.luckynodes.table.RegionPiecesRow;
import io.luckynodes.table.RegionPointsRow;
import io.luckynodes.table.Row;
import io.luckynodes.table.StableCellsRow;
import io.luckynodes.table.StepLossesRow;
import io.luckynodes.table.StudentNodesRow;
import io.luckynodes.table.TableType;
import io.luckynodes.table.TeacherNodesRow;
import io.luckynodes.table.UpdatesRow;
import io.luckynodes.table.WinnerRanksRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The kinds of drawing that a figure can ask for, with the tables that each kind reads and the
 * options that it takes. The class that draws a kind has the same name, in package {@code figure}.
 */
@SuppressWarnings("ImmutableEnumChecker") // its lists cannot be changed
public enum DrawingKind {
  /**
   * Fan-out norm of every student node against its correlation to the most similar teacher node.
   */
  FAN_OUT_SCATTER(Draws.ONE, List.of(StudentNodesRow.class), "x_range", "y_range"),

  /** Lines in the plane of the inputs on which nodes switch on, at several epochs. */
  DECISION_BOUNDARIES(Draws.ONE, List.of(BoundariesRow.class), "epochs", "range", "seed"),

  /** Mean best correlation of every layer over epochs, and accuracy. */
  LAYER_CURVES(Draws.ONE, List.of(LayersRow.class, EvaluationRow.class)),

  /** Share of seeds in which a student node matches each teacher node, at one or two epochs. */
  SUCCESS_RATES(Draws.ONE, List.of(TeacherNodesRow.class), "epochs"),

  /** Logarithm of the evaluation loss over epochs. */
  LOSS_CURVES(Draws.ONE, List.of(LearningCurveRow.class), "x_range", "y_range"),

  /** Correlation of every student node with every teacher node of the lowest layer over epochs. */
  PAIR_CURVES(Draws.ONE, List.of(PairsRow.class), "seeds", "x_range"),

  /** Best correlation of a student node with each teacher node of the lowest layer over epochs. */
  ARRIVAL_CURVES(Draws.ONE, List.of(TeacherNodesRow.class), "seed", "x_range"),

  /**
   * Fan-out norm of every student node against its correlation, a row for each layer, over epochs.
   */
  LAYER_SCATTER(Draws.ONE, List.of(StudentNodesRow.class), "x_range", "epochs", "seed"),

  /** Correlation, winners' ranks and accuracy over epochs, in panels that the definition lists. */
  LAYER_COURSES(
      Draws.SEVERAL,
      List.of(LayersRow.class, WinnerRanksRow.class, EvaluationRow.class),
      DrawingKind.PANELS,
      "columns",
      "rows"),

  /** Mixture coefficients between student and teacher, before and after training. */
  MIXTURE_MAPS(Draws.ONE, List.of(MixtureRow.class), "seed"),

  /** Histogram of every BatchNorm layer's biases. */
  BIAS_HISTOGRAMS(Draws.ONE, List.of(BiasesRow.class, BatchNormRow.class), "x_range", "bin_width"),

  /** Cells and target vectors of samples in the plane, and the paths of neurons through them. */
  PLANE_PATHS(
      Draws.ONE,
      List.of(PlaneSamplesRow.class, PlaneCellsRow.class, PlaneNeuronsRow.class),
      "seed",
      "range"),

  /** Norm of every neuron against the angle to its target, and the growth of neurons. */
  NORM_SCATTER(Draws.ONE, List.of(NeuronsRow.class, GrowthRow.class), "seed"),

  /** Loss, cosines between neurons, and norms and pruned weights in the largest cluster. */
  RACE_OVERVIEW(
      Draws.ONE,
      List.of(StepLossesRow.class, NeuronCosinesRow.class, NeuronsRow.class, PruningRow.class),
      "steps",
      "seed"),

  /** Number of clusters that neurons form, against training samples and over training. */
  CLUSTER_COUNTS(Draws.SEVERAL, List.of(ClustersRow.class), "cosine"),

  /** Number of pruned weights of every neuron against its alignment. */
  PRUNED_SCATTER(Draws.ONE, List.of(PruningRow.class), "steps"),

  /** Change of the direction and the norm of neurons per step. */
  UPDATE_CURVES(Draws.ONE, List.of(UpdatesRow.class)),

  /** Angles over steps between leaders of clusters and their target vectors of both orders. */
  CLUSTER_TARGET_CURVES(Draws.ONE, List.of(ClusterTargetsRow.class), "clusters"),

  /** Drift of the quantity that gradient flow conserves, against the step size. */
  CONSERVED_DRIFT(Draws.SEVERAL, List.of(NeuronsRow.class), "times"),

  /** Loss on the training samples over steps. */
  STEP_LOSSES(Draws.SEVERAL, List.of(StepLossesRow.class)),

  /** Number of stable cells that probes find, beside the upper bound on all cells. */
  STABLE_CELL_COUNTS(Draws.ONE, List.of(StableCellsRow.class, ProbesRow.class)),

  /** Accuracy before and after clusters are merged. */
  MERGING_ACCURACY(Draws.ONE, List.of(MergingRow.class), "cosine"),

  /** Learning rates and initial deviations at which neurons align before the loss drops. */
  SEARCH_REGION(Draws.ONE, List.of(ClassificationRow.class, NeuronsRow.class), "angle", "loss"),

  /** Measured numbers beside the predictions of a paper's statements, a panel for each law. */
  LAW_PANELS(Draws.SEVERAL, List.of(LawsRow.class), "laws"),

  /** Activation regions on the unit circle before and after training, gaps and fan-out norms. */
  LUCKY_NODES(Draws.ONE, List.of(CircleNodesRow.class), "seed"),

  /**
   * Activation regions, shares of the fan-out norms and eigenvalues, by number of teacher nodes.
   */
  STRUCTURE_AND_NOISE(Draws.ONE, List.of(CircleNodesRow.class, LawsRow.class), "seed"),

  /** Activation regions and losses of students trained whole, as a ticket and redrawn. */
  LOTTERY_TICKET(Draws.ONE, List.of(CircleNodesRow.class, LawsRow.class), "loss"),

  /** Fan-outs and mixture of unit nodes before and after training, and laws over steps. */
  TOP_DOWN_MODULATION(Draws.ONE, List.of(MatricesRow.class, LawsRow.class), "seed", "laws"),

  /** Implications between the hypotheses of Theorem 5, and laws over steps. */
  INDUCTION(Draws.ONE, List.of(LawsRow.class), "laws"),

  /** Inputs on which two nodes at a distance are active, and laws of their overlap. */
  PARTING_NODES(Draws.ONE, List.of(LawsRow.class), "distance", "laws"),

  /** Strengths of teacher nodes as bars, and laws of several experiments. */
  STRONG_AND_WEAK(Draws.SEVERAL, List.of(LawsRow.class), "laws"),

  /** Activation regions of nodes in the plane, maps of a teacher's overlaps, and laws. */
  SMALL_OVERLAPS(
      Draws.SEVERAL, List.of(MatricesRow.class, LawsRow.class), "seed", "thresholds", "laws"),

  /** Teacher and student as networks with the paper's symbols, and laws. */
  NETWORK_SETTING(Draws.ONE, List.of(NetworkRow.class, LawsRow.class), "seed", "laws"),

  /** A deep student beside its teacher, its losses, and Lemma 1's matrices at one sample. */
  DEEP_SETTING(Draws.ONE, List.of(NetworkRow.class, MatricesRow.class, LawsRow.class)),

  /**
   * A mixture coefficient over the plane and along a teacher node's line, line angles, and counts.
   */
  MIXTURE_REGIONS(Draws.ONE, List.of(MatricesRow.class, LawsRow.class), "radius"),

  /** BatchNorm's vectors on three inputs, in the plane of vectors with mean 0, and laws. */
  NORM_PROJECTION(Draws.ONE, List.of(NormVectorsRow.class, LawsRow.class), "seed", "norm", "laws"),

  /** Lines of teacher and student nodes in the plane and the angles between them, by experiment. */
  REGION_ASSUMPTIONS(
      Draws.SEVERAL,
      List.of(RegionPointsRow.class, RegionNodesRow.class, RegionPiecesRow.class, LawsRow.class),
      "seed",
      "range"),

  /** Observers of a teacher node's line, patterns of student nodes, and sums of kinks. */
  SPECIALISATION_PATTERNS(
      Draws.ONE,
      List.of(RegionPointsRow.class, RegionNodesRow.class, RegionPiecesRow.class, LawsRow.class),
      "range"),

  /** BatchNorm before and after ReLU as chains, norms of nodes over time, and laws. */
  NORM_PLACEMENTS(
      Draws.ONE,
      List.of(NormVectorsRow.class, NormsRow.class, LawsRow.class),
      "seed",
      "learning_rate",
      "laws"),

  /** Columns of any table against another column or an axis of the sweep, as means over seeds. */
  CURVES(
      Draws.SEVERAL,
      List.of(),
      DrawingKind.TABLE,
      "x",
      "y",
      "curve",
      "panel",
      "filter",
      "when",
      "band",
      "logarithmic",
      "x_range",
      "y_range",
      "x_title",
      "y_title"),

  /** A column of any table against another column or an axis of the sweep, a dot for each row. */
  SCATTER(
      Draws.SEVERAL,
      List.of(),
      DrawingKind.TABLE,
      "x",
      "y",
      "colour",
      "panel",
      "filter",
      "when",
      "logarithmic",
      "x_range",
      "y_range",
      "x_title",
      "y_title"),

  /**
   * Means over seeds of a column of any table, as colours over two columns or axes of the sweep.
   */
  VALUE_MAP(
      Draws.SEVERAL,
      List.of(),
      DrawingKind.TABLE,
      "x",
      "y",
      "value",
      "panel",
      "filter",
      "when",
      "logarithmic",
      "x_title",
      "y_title",
      "value_title");

  /** The option that names the table, for drawings that can draw any table. */
  public static final String TABLE = "table";

  /** The option that lists rows of panels, each with the variant that it draws. */
  public static final String PANELS = "panels";

  /** Fields of a panel besides those that name its variant. */
  public static final Set<String> PANEL_FIELDS = Set.of("title", "show");

  /** The quantity of the vertical axis, by the measurement that a panel shows. */
  private static final Map<String, String> QUANTITIES =
      Map.of(
          "correlation",
          "correlation",
          "mean-rank",
          "rank",
          "ranks",
          "rank",
          "accuracy",
          "accuracy");

  private static final List<String> SHOWN =
      List.of("correlation", "mean-rank", "ranks", "accuracy");

  private static final OptionType ANY_TITLE =
      new OptionType(
          "a title",
          value -> value.isTextual() || value.isNumber() || value.isBoolean(),
          OptionType.schema("type", List.of("string", "number", "boolean")));

  private static final OptionType PANEL =
      new OptionType(
          "a panel",
          panel ->
              Variant.of(panel, PANEL_FIELDS).isPresent()
                  && OptionType.oneOf(SHOWN).holds().test(panel.path("show"))
                  && (!panel.has("title") || panel.get("title").isTextual()),
          panelSchema());

  /** Fields of a law with their types. */
  private static final Map<String, OptionType> LAW_FIELDS = lawFields();

  private static final Set<String> LAW_TEXTS = Set.of("law", "title", "x", "y");

  private static final OptionType LAW = new OptionType("a law", DrawingKind::isLaw, lawSchema());

  /** Drawings whose option {@code x_range} counts epochs, and so starts at 0 or later. */
  private static final Set<DrawingKind> COURSES = Set.of(LOSS_CURVES, PAIR_CURVES, ARRIVAL_CURVES);

  private static final Set<String> OPTIONAL = Set.of("columns", "rows");

  /** Options that drawings of any table require. */
  private static final Set<String> NEEDED = Set.of(TABLE, "x", "y", "value");

  private static final OptionType COLUMN =
      OptionType.text().called("the name of a column, or of an axis of the sweep");

  /** A text, a number, or a list of them, for each column. */
  private static final OptionType FILTER =
      new OptionType(
          "columns with the value or the list of values that is drawn",
          filter ->
              filter.isObject()
                  && filter.properties().stream()
                      .allMatch(field -> isValue(field.getValue()) || isValues(field.getValue())),
          OptionType.schema("type", "object"));

  private static boolean isValue(JsonNode value) {
    return value.isNumber() || value.isTextual();
  }

  private static boolean isValues(JsonNode value) {
    return value.isArray()
        && !value.isEmpty()
        && StreamSupport.stream(value.spliterator(), false).allMatch(DrawingKind::isValue);
  }

  private static final int MOST_SEEDS = 100_000;

  /** The number of experiments that a drawing can take. */
  private enum Draws {
    ONE,
    SEVERAL
  }

  private final Draws draws;
  private final List<Class<? extends Row>> tables;
  private final List<String> options;

  DrawingKind(Draws draws, List<Class<? extends Row>> tables, String... options) {
    this.draws = draws;
    this.tables = tables;
    this.options = List.of(options);
  }

  /** Name in definition files: {@code fan-out-scatter} of {@link #FAN_OUT_SCATTER}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Tables that this drawing reads. Each experiment must measure them.
   *
   * @param options of the figure
   */
  public List<Class<? extends Row>> tables(Map<String, JsonNode> options) {
    return drawsAnyTable()
        ? AllTables.named(options.getOrDefault(TABLE, MissingNode.getInstance()).asText()).stream()
            .collect(Collectors.toList())
        : tables;
  }

  private boolean drawsAnyTable() {
    return options.contains(TABLE);
  }

  /** Names of the tables that this drawing reads. */
  public List<String> tableNames(Map<String, JsonNode> options) {
    return tables(options).stream().map(table -> TableType.of(table).name()).toList();
  }

  /**
   * Columns and axes that the options name, by option; empty unless this drawing can draw any
   * table.
   */
  public SortedMap<String, List<String>> columns(Map<String, JsonNode> options) {
    SortedMap<String, List<String>> columns = new TreeMap<>();
    if (drawsAnyTable()) {
      for (String option : List.of("x", "y", "value", "curve", "colour", "panel")) {
        JsonNode value = options.getOrDefault(option, MissingNode.getInstance());
        List<String> names = new ArrayList<>();
        (value.isArray() ? value : List.of(value)).forEach(name -> names.add(name.asText()));
        if (!value.isMissingNode()) {
          columns.put(option, names);
        }
      }
      List<String> filtered = new ArrayList<>();
      options
          .getOrDefault("filter", MissingNode.getInstance())
          .fieldNames()
          .forEachRemaining(filtered::add);
      columns.put("filter", filtered);
    }
    return columns;
  }

  /** Names of the options that this drawing takes. */
  public List<String> options() {
    return options;
  }

  /**
   * The axes of a sweep of which this drawing shows several values side by side.
   *
   * @param options of the figure
   */
  public Axes axes(Map<String, JsonNode> options) {
    return switch (this) {
      case CURVES, SCATTER, VALUE_MAP ->
          Axes.optional(
              columns(options).values().stream().flatMap(List::stream).toArray(String[]::new));
      case FAN_OUT_SCATTER, SUCCESS_RATES, LOSS_CURVES ->
          Axes.needed("polarity", "over_realisation");
      case LAYER_CURVES -> Axes.needed("over_realisation");
      case LOTTERY_TICKET -> Axes.needed("hidden_nodes");
      case MERGING_ACCURACY -> Axes.needed("train_samples");
      case PRUNED_SCATTER -> Axes.needed("prune_share");
      case SEARCH_REGION -> Axes.needed("train_samples", "learning_rate", "initial_std");
      case STRUCTURE_AND_NOISE -> Axes.needed("teacher_nodes");
      case CONSERVED_DRIFT -> Axes.needed("learning_rate");
      case NORM_PROJECTION -> Axes.needed("norm").and("bn_epsilon", "learning_rate");
      case NORM_PLACEMENTS -> Axes.needed("norm", "learning_rate");
      case STABLE_CELL_COUNTS -> Axes.optional("train_samples");
      case NORM_SCATTER -> Axes.optional("initial_std");
      case CLUSTER_COUNTS -> Axes.optional("train_samples", "hidden_nodes", "initial_std");
      case STEP_LOSSES -> Axes.anyOf(2);
      case LAYER_COURSES, LAW_PANELS, STRONG_AND_WEAK -> Axes.ANY;
      case DECISION_BOUNDARIES,
          PAIR_CURVES,
          ARRIVAL_CURVES,
          LAYER_SCATTER,
          MIXTURE_MAPS,
          BIAS_HISTOGRAMS,
          PLANE_PATHS,
          RACE_OVERVIEW,
          UPDATE_CURVES,
          CLUSTER_TARGET_CURVES,
          LUCKY_NODES,
          TOP_DOWN_MODULATION,
          INDUCTION,
          NETWORK_SETTING,
          DEEP_SETTING,
          MIXTURE_REGIONS,
          SPECIALISATION_PATTERNS,
          PARTING_NODES,
          SMALL_OVERLAPS,
          REGION_ASSUMPTIONS ->
          Axes.NONE;
    };
  }

  /** Whether an option may be left out. */
  public boolean isOptional(String option) {
    return drawsAnyTable() ? !NEEDED.contains(option) : OPTIONAL.contains(option);
  }

  /**
   * The type of one of this drawing's options. As far as possible, a name means the same in all
   * drawings.
   */
  public OptionType type(String option) {
    return switch (option) {
      case "range", "y_range" -> OptionType.range(-OptionType.LARGEST, OptionType.LARGEST);
      case "x_range" ->
          OptionType.range(COURSES.contains(this) ? 0 : -OptionType.LARGEST, OptionType.LARGEST);
      case "seed" -> OptionType.whole(1, MOST_SEEDS);
      case "seeds" -> OptionType.whole(1, MOST_SEEDS).list();
      case "epochs" ->
          this == SUCCESS_RATES
              ? OptionType.whole(0, OptionType.MANY).listOf(1, 2)
              : OptionType.whole(0, OptionType.MANY).list();
      case "steps", "times" -> OptionType.whole(0, OptionType.MANY).list();
      case "clusters" -> OptionType.whole(1, OptionType.MANY).list();
      case "norm" -> OptionType.whole(0, 2);
      case "cosine" -> OptionType.positive(1);
      case "angle" -> OptionType.positive(180);
      case "loss", "radius", "bin_width", "distance", "learning_rate" ->
          OptionType.positive(OptionType.LARGEST);
      case "thresholds" -> OptionType.number(-OptionType.LARGEST, OptionType.LARGEST).listOf(2, 2);
      case PANELS ->
          PANEL
              .list()
              .list()
              .called(
                  "a list of rows, each a list of panels with the "
                      + "field show (one of "
                      + String.join(", ", SHOWN)
                      + "), an experiment, numbers of its axes and perhaps a title");
      case "laws" ->
          LAW.list()
              .called(
                  "a list of laws with the texts law, title, x and y, and "
                      + "perhaps logarithmic, a list of x and y, series, a list, dots, true or false, and "
                      + "bound, a number");
      case "columns", "rows" -> ANY_TITLE.list();
      case TABLE -> OptionType.oneOf(List.copyOf(AllTables.names()));
      case "x", "value", "curve", "colour", "panel" -> COLUMN;
      case "y" -> this == CURVES ? COLUMN.orList() : COLUMN;
      case "filter" -> FILTER;
      case "when" -> OptionType.oneOf(List.of("start", "end"));
      case "band" -> OptionType.oneOf(List.of("range", "deviation"));
      case "logarithmic" ->
          OptionType.oneOf(this == VALUE_MAP ? List.of("value") : List.of("x", "y")).list();
      case "x_title", "y_title", "value_title" -> OptionType.text();
      default -> throw new IllegalArgumentException(id() + " has no option " + option);
    };
  }

  /**
   * The reason why an option of the right type does not fit the other options; empty if it fits
   * them.
   *
   * @param options all options of the figure
   */
  public Optional<String> misfit(String option, Map<String, JsonNode> options) {
    JsonNode panels = options.getOrDefault(PANELS, MissingNode.getInstance());
    JsonNode value = options.getOrDefault(option, MissingNode.getInstance());
    if (!options.containsKey(PANELS) || type(PANELS).fault(panels).isPresent()) {
      return Optional.empty();
    }
    return switch (option) {
      case "columns" -> misfit(value, panels.get(0).size());
      case "rows" -> misfit(value, panels.size());
      case PANELS ->
          StreamSupport.stream(panels.spliterator(), false).allMatch(DrawingKind::showsOneQuantity)
              ? Optional.empty()
              : Optional.of("expected rows of panels that show one quantity, found " + panels);
      default -> Optional.empty();
    };
  }

  private static Optional<String> misfit(JsonNode titles, int wanted) {
    return titles.size() == wanted
        ? Optional.empty()
        : Optional.of("expected a list of " + wanted + " titles, found " + titles);
  }

  private static boolean showsOneQuantity(JsonNode row) {
    return StreamSupport.stream(row.spliterator(), false)
            .map(panel -> QUANTITIES.get(panel.path("show").asText()))
            .distinct()
            .count()
        == 1;
  }

  private static SortedMap<String, Object> panelSchema() {
    SortedMap<String, Object> panel =
        Variant.schema(
            Map.of(
                "show",
                OptionType.oneOf(SHOWN).schema(),
                "title",
                OptionType.schema("type", "string")));
    panel.put("required", List.of("show"));
    return panel;
  }

  private static Map<String, OptionType> lawFields() {
    OptionType text =
        new OptionType("a text", JsonNode::isTextual, OptionType.schema("type", "string"));
    Map<String, OptionType> fields = new LinkedHashMap<>();
    for (String field : List.of("law", "title", "x", "y")) {
      fields.put(field, text);
    }
    fields.put("logarithmic", OptionType.oneOf(List.of("x", "y")).list());
    fields.put("series", text.list());
    fields.put(
        "dots",
        new OptionType("true or false", JsonNode::isBoolean, OptionType.schema("type", "boolean")));
    fields.put("bound", OptionType.number(-OptionType.LARGEST, OptionType.LARGEST));
    return Collections.unmodifiableMap(fields);
  }

  private static SortedMap<String, Object> lawSchema() {
    SortedMap<String, Object> properties = new TreeMap<>();
    LAW_FIELDS.forEach((field, type) -> properties.put(field, type.schema()));
    return OptionType.schema(
        "type",
        "object",
        "additionalProperties",
        false,
        "required",
        new TreeSet<>(LAW_TEXTS),
        "properties",
        properties);
  }

  private static boolean isLaw(JsonNode law) {
    Set<String> fields = new TreeSet<>();
    law.fieldNames().forEachRemaining(fields::add);
    return fields.containsAll(LAW_TEXTS)
        && fields.stream()
            .allMatch(
                field -> {
                  OptionType type = LAW_FIELDS.get(field);
                  return type != null && type.holds().test(law.get(field));
                });
  }

  /** Whether this drawing can draw several experiments; otherwise it draws one. */
  public boolean several() {
    return draws == Draws.SEVERAL;
  }

  /** The kind with this id; empty if there is none. */
  public static Optional<DrawingKind> of(String id) {
    return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
  }

  /** Ids of all kinds, as definitions name them. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(DrawingKind::id).toList();
  }
}
