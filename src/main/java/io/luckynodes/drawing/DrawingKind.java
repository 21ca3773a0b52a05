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
 * The kinds of drawing that a figure can ask for: what each reads and takes, said here once. Its
 * class in package {@code figure} is called as it is.
 */
@SuppressWarnings("ImmutableEnumChecker") // its lists cannot be changed
public enum DrawingKind {
  /** Every student node: correlation to the teacher node it resembles most against fan-out norm. */
  FAN_OUT_SCATTER(Draws.ONE, List.of(StudentNodesRow.class), "x_range", "y_range"),

  /** Lines on which the nodes of a plane switch on, at several epochs. */
  DECISION_BOUNDARIES(Draws.ONE, List.of(BoundariesRow.class), "epochs", "range", "seed"),

  /** Mean best correlation of every layer over epochs, and accuracy. */
  LAYER_CURVES(Draws.ONE, List.of(LayersRow.class, EvaluationRow.class)),

  /** Share of seeds that match each teacher node, at two epochs. */
  SUCCESS_RATES(Draws.ONE, List.of(TeacherNodesRow.class), "epochs"),

  /** Logarithm of the evaluation loss over epochs. */
  LOSS_CURVES(Draws.ONE, List.of(LearningCurveRow.class), "x_range", "y_range"),

  /** Correlation of every student node with every teacher node over epochs. */
  PAIR_CURVES(Draws.ONE, List.of(PairsRow.class), "seeds", "x_range"),

  /** Best correlation with each teacher node over epochs. */
  ARRIVAL_CURVES(Draws.ONE, List.of(TeacherNodesRow.class), "seed", "x_range"),

  /** Correlation against fan-out norm of every student node, layer by layer over epochs. */
  LAYER_SCATTER(Draws.ONE, List.of(StudentNodesRow.class), "x_range", "epochs", "seed"),

  /** Correlation, winners' ranks and accuracy over epochs, in panels that are listed. */
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

  /** Angle of every neuron to its target against its norm, and how it grows. */
  NORM_SCATTER(Draws.ONE, List.of(NeuronsRow.class, GrowthRow.class), "seed"),

  /** Loss, cosines between neurons, and what becomes of the largest cluster's neurons. */
  RACE_OVERVIEW(
      Draws.ONE,
      List.of(StepLossesRow.class, NeuronCosinesRow.class, NeuronsRow.class, PruningRow.class),
      "steps",
      "seed"),

  /** How many clusters neurons form, against samples and over training. */
  CLUSTER_COUNTS(Draws.SEVERAL, List.of(ClustersRow.class), "cosine"),

  /** Alignment of every neuron against how many of its weights are pruned. */
  PRUNED_SCATTER(Draws.ONE, List.of(PruningRow.class), "steps"),

  /** How far neurons turn and grow per step. */
  UPDATE_CURVES(Draws.ONE, List.of(UpdatesRow.class)),

  /** Angles between leaders of clusters and their target vectors of both orders over steps. */
  CLUSTER_TARGET_CURVES(Draws.ONE, List.of(ClusterTargetsRow.class), "clusters"),

  /** How far what gradient flow conserves drifts, against the size of a step. */
  CONSERVED_DRIFT(Draws.SEVERAL, List.of(NeuronsRow.class), "times"),

  /** Loss on the training samples over steps. */
  STEP_LOSSES(Draws.SEVERAL, List.of(StepLossesRow.class)),

  /** Stable cells that probes find, beside all cells there can be. */
  STABLE_CELL_COUNTS(Draws.ONE, List.of(StableCellsRow.class, ProbesRow.class)),

  /** Accuracy before and after clusters are merged. */
  MERGING_ACCURACY(Draws.ONE, List.of(MergingRow.class), "cosine"),

  /** Where directions settle before the loss drops, by learning rate and initial deviation. */
  SEARCH_REGION(Draws.ONE, List.of(ClassificationRow.class, NeuronsRow.class), "angle", "loss"),

  /** What came out beside what statements of a paper say, a panel for each law. */
  LAW_PANELS(Draws.SEVERAL, List.of(LawsRow.class), "laws"),

  /** Activation regions on the unit circle before and after training, gaps and fan-out norms. */
  LUCKY_NODES(Draws.ONE, List.of(CircleNodesRow.class), "seed"),

  /** Regions, carriers and eigenvalues by the number of teacher nodes. */
  STRUCTURE_AND_NOISE(Draws.ONE, List.of(CircleNodesRow.class, LawsRow.class), "seed"),

  /** Regions of students trained whole, as a ticket and redrawn, and how far losses fall. */
  LOTTERY_TICKET(Draws.ONE, List.of(CircleNodesRow.class, LawsRow.class), "loss"),

  /** Fan-outs and the mixture of unit nodes before and after training, and laws over steps. */
  TOP_DOWN_MODULATION(Draws.ONE, List.of(MatricesRow.class, LawsRow.class), "seed", "laws"),

  /** Which hypothesis of Theorem 5 follows from which, and laws over steps. */
  INDUCTION(Draws.ONE, List.of(LawsRow.class), "laws"),

  /** Inputs on which two nodes that part are active, and laws of their overlap. */
  PARTING_NODES(Draws.ONE, List.of(LawsRow.class), "distance", "laws"),

  /** Strengths of teacher nodes as bars, and laws of several experiments. */
  STRONG_AND_WEAK(Draws.SEVERAL, List.of(LawsRow.class), "laws"),

  /** Regions of nodes in the plane, maps of a teacher's overlaps, and laws of them. */
  SMALL_OVERLAPS(
      Draws.SEVERAL, List.of(MatricesRow.class, LawsRow.class), "seed", "thresholds", "laws"),

  /** Teacher and student as networks with the paper's symbols, and laws. */
  NETWORK_SETTING(Draws.ONE, List.of(NetworkRow.class, LawsRow.class), "seed", "laws"),

  /** A deep student beside its teacher, its losses, and Lemma 1's matrices at one sample. */
  DEEP_SETTING(Draws.ONE, List.of(NetworkRow.class, MatricesRow.class, LawsRow.class)),

  /** A mixture coefficient over the plane and along a teacher's line, line angles and counts. */
  MIXTURE_REGIONS(Draws.ONE, List.of(MatricesRow.class, LawsRow.class), "radius"),

  /** BatchNorm's vectors on three inputs in the plane of what has no mean, and laws. */
  NORM_PROJECTION(Draws.ONE, List.of(NormVectorsRow.class, LawsRow.class), "seed", "norm", "laws"),

  /** The plane with lines of teachers and students, and how near they come, by experiment. */
  REGION_ASSUMPTIONS(
      Draws.SEVERAL,
      List.of(RegionPointsRow.class, RegionNodesRow.class, RegionPiecesRow.class, LawsRow.class),
      "seed",
      "range"),

  /** Who observes a line, what becomes of student nodes, and whether kinks cancel. */
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

  /** Columns of any table against another column or an axis of the sweep, means over seeds. */
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

  /** A column of any table in colours, over two axes of the sweep or columns; means over seeds. */
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

  /** The option that names the table, where a drawing can draw any. */
  public static final String TABLE = "table";

  /** The option that lists rows of panels, each with the cell of an experiment that it draws. */
  public static final String PANELS = "panels";

  /** Fields of a panel besides the cell. */
  public static final Set<String> PANEL_FIELDS = Set.of("title", "show");

  /** What a panel can show, and the quantity of its vertical axis. */
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

  /** Fields of a law, in the order in which they are told. */
  private static final Map<String, OptionType> LAW_FIELDS = lawFields();

  private static final Set<String> LAW_TEXTS = Set.of("law", "title", "x", "y");

  private static final OptionType LAW = new OptionType("a law", DrawingKind::isLaw, lawSchema());

  /** Drawings whose x axis has epochs. */
  private static final Set<DrawingKind> COURSES = Set.of(LOSS_CURVES, PAIR_CURVES, ARRIVAL_CURVES);

  private static final Set<String> OPTIONAL = Set.of("columns", "rows");

  /** Of drawings of any table. */
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

  /** How many experiments a drawing can take. */
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
   * Tables that it reads: each experiment must measure them.
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

  /** Names of these tables. */
  public List<String> tableNames(Map<String, JsonNode> options) {
    return tables(options).stream().map(table -> TableType.of(table).name()).toList();
  }

  /** Columns and axes that its options name, by option: none unless it can draw any. */
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

  /** Options that it takes. */
  public List<String> options() {
    return options;
  }

  /**
   * Of what axes of a sweep it sets several values side by side.
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

  /** What one of its options takes. One name means the same in all drawings, as far as it can. */
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
   * Why an option, which is of its type, does not go with the others; empty if it does.
   *
   * @param options all that are given
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

  /** Whether it can draw several experiments; otherwise it draws one. */
  public boolean several() {
    return draws == Draws.SEVERAL;
  }

  /** The kind of that name. */
  public static Optional<DrawingKind> of(String id) {
    return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
  }

  /** Names that a definition may use. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(DrawingKind::id).toList();
  }
}
