package io.luckynodes.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.artifact.Table;
import io.luckynodes.artifact.TableBuilder;
import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Claim;
import io.luckynodes.job.DrawnExperiment;
import io.luckynodes.json.Json;
import io.luckynodes.table.LayersRow;
import io.luckynodes.table.MixtureRow;
import io.luckynodes.table.Rows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Claims on how layers fare over epochs, by the two experiments {@code fc} and {@code conv}, of
 * which the second has an axis that the first has not.
 */
class CourseClaimsTest {
  private static final int[] EPOCHS = {0, 1, 2, 4};
  private static final String RHO = "mean_best_correlation";
  private static final String RANK = "mean_rank";
  private static final String FC_BN = "{\"experiment\": \"fc\", \"batch_norm\": 1}";
  private static final String FC = "{\"experiment\": \"fc\", \"batch_norm\": 0}";
  private static final String CONV_BN =
      "{\"experiment\": \"conv\", \"batch_norm\": 1, \"fresh_samples\": 1}";
  private static final String CONV =
      "{\"experiment\": \"conv\", \"batch_norm\": 0, \"fresh_samples\": 1}";
  private static final String CONV_FINITE =
      "{\"experiment\": \"conv\", \"batch_norm\": 1, \"fresh_samples\": 0}";

  private final TableBuilder fc = new TableBuilder();
  private final TableBuilder conv = new TableBuilder();

  /** A cell's layers over {@link #EPOCHS}; two seeds lie 0.01 to either side. */
  private CourseClaimsTest add(String cell, String measure, double[]... layers) {
    add(cell, measure, 1, 0.01, layers);
    return add(cell, measure, 2, -0.01, layers);
  }

  private CourseClaimsTest add(
      String cell, String measure, int seed, double shift, double[]... layers) {
    for (int layer = 0; layer < layers.length; layer++) {
      for (int e = 0; e < layers[layer].length; e++) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("seed", seed);
        row.put("epoch", EPOCHS[e]);
        tree(cell)
            .properties()
            .forEach(
                field -> {
                  if (field.getValue().isNumber()) {
                    row.put(field.getKey(), field.getValue().doubleValue());
                  }
                });
        row.put("layer", layer);
        row.put(measure, layers[layer][e] + shift);
        (cell.contains("fc") ? fc : conv).add(row);
      }
    }
    return this;
  }

  private static double[] course(double... values) {
    return values;
  }

  private Verdict judge(String predicate, String options) {
    List<Table> tables = new ArrayList<>();
    if (fc.rows() > 0) {
      tables.add(fc.build().with(Rows.EXPERIMENT, "fc"));
    }
    if (conv.rows() > 0) {
      tables.add(conv.build().with(Rows.EXPERIMENT, "conv"));
    }
    return Claims.judge(
        claim(predicate, options),
        "laptop",
        List.of(
            experiment("fc", "{\"batch_norm\": [0, 1]}"),
            experiment("conv", "{\"batch_norm\": [0, 1], \"fresh_samples\": [0, 1]}")),
        new Tables(
            Map.of(
                Predicates.of(predicate).tables().get(0),
                Rows.of(Predicates.of(predicate).tables().get(0), tables))));
  }

  @Test
  void correlationGrowsOnlyIfItDoesInEveryLayerOfEveryCell() {
    String options = "{\"variants\": [" + FC + ", " + CONV_BN + "], \"tolerance\": 0.05}";
    add(FC, RHO, course(0.3, 0.5, 0.6, 0.9), course(0.3, 0.31, 0.33, 0.36));
    add(CONV_BN, RHO, course(0.2, 0.5, 0.4, 0.3));
    Verdict holds = judge("correlation-grows", options);
    assertThat(holds.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(holds.numbers().get("fc batch norm 0 · layer 2 · last"))
        .isCloseTo(0.36, within(1e-12));
    assertThat(holds.numbers()).hasSize(6);

    add(CONV, RHO, course(0.3, 0.9, 0.9, 0.34));
    Verdict fails =
        judge(
            "correlation-grows",
            options.replace("\"variants\": [", "\"variants\": [" + CONV + ", "));
    assertThat(fails.outcome()).isEqualTo(Outcome.FAILS);
    assertThat(fails.why())
        .contains(
            "conv batch norm 0, fresh samples 1 · layer 1 (from 0.300 to 0.340), of 4 compared");
  }

  @Test
  void theLowestLayerIsBestUnlessAnotherLiesAboveIt() {
    String options = "{\"variants\": [" + FC + "], \"tolerance\": 0.02}";
    add(FC, RHO, course(0.1, 0.2, 0.3, 0.9), course(0.9, 0.9, 0.9, 0.91), course(0, 0, 0, 0.2));
    assertThat(judge("lowest-layer-best", options).outcome()).isEqualTo(Outcome.HOLDS);
    Verdict fails = judge("lowest-layer-best", options.replace("0.02", "0.005"));
    assertThat(fails.outcome()).isEqualTo(Outcome.FAILS);
    assertThat(fails.why()).contains("layer 2 (0.910 against 0.900 in the lowest)");
  }

  @Test
  void ranksFallIfTheyAreASmallPartOfTheirStartByTheGivenShareOfTraining() {
    String options = "{\"variants\": [" + FC + "], \"share\": 0.5, \"factor\": 0.5}";
    add(FC, RANK, course(0.4, 0.4, 0.19, 0), course(0.2, 0.1, 0.09, 0));
    Verdict holds = judge("rank-falls", options);
    assertThat(holds.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(holds.numbers().get("fc batch norm 0 · layer 1 · epoch 2"))
        .isCloseTo(0.19, within(1e-12));
    // A quarter of four epochs is the first.
    Verdict fails = judge("rank-falls", options.replace("\"share\": 0.5", "\"share\": 0.25"));
    assertThat(fails.outcome()).isEqualTo(Outcome.FAILS);
    assertThat(fails.why()).contains("layer 1 (from 0.400 to 0.400 at epoch 1)");
  }

  @Test
  void winnersLeadEarlyIfTheirRankIsLowAtTheEpoch() {
    String options = "{\"variants\": [" + FC + "], \"epoch\": 1, \"rank\": 0.25}";
    add(FC, RANK, course(0.4, 0.2, 0.1, 0), course(0.5, 0.24, 0.3, 0));
    assertThat(judge("winners-lead-early", options).outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(judge("winners-lead-early", options.replace("0.25", "0.22")).outcome())
        .isEqualTo(Outcome.FAILS);
    // From epoch 3 on only the last was measured, at which ranks are 0 whatever happened.
    Verdict open = judge("winners-lead-early", options.replace("\"epoch\": 1", "\"epoch\": 3"));
    assertThat(open.outcome()).isEqualTo(Outcome.NOT_JUDGED);
    assertThat(open.why()).contains("0 by definition");
  }

  @Test
  void correlationIsHigherByItsLastEpochInEveryPair() {
    String options =
        "{\"of\": [%s, %s], \"than\": [%s, %s], \"tolerance\": 0.05}"
            .formatted(FC_BN, CONV_BN, FC, CONV);
    add(FC_BN, RHO, course(0, 0, 0, 0.8), course(0, 0, 0, 0.6));
    add(FC, RHO, course(0, 0.9, 0.9, 0.6), course(0, 0.9, 0.9, 0.6));
    add(CONV_BN, RHO, course(0, 0, 0, 0.7));
    Verdict open = judge("correlation-higher", options);
    assertThat(open.outcome()).isEqualTo(Outcome.NOT_JUDGED);
    assertThat(open.why()).contains("conv batch norm 0, fresh samples 1 (not measured)");

    add(CONV, RHO, course(0, 0, 0, 0.6));
    Verdict holds = judge("correlation-higher", options);
    assertThat(holds.outcome()).isEqualTo(Outcome.HOLDS);
    // Mean over both layers and both seeds.
    assertThat(holds.numbers().get("fc batch norm 1")).isCloseTo(0.7, within(1e-12));
    assertThat(judge("correlation-higher", options.replace("0.05", "0.11")).outcome())
        .isEqualTo(Outcome.FAILS);
    // Over the course of training it is the other way round in the first pair.
    Verdict throughout = judge("correlation-higher-throughout", options.replace("0.05", "0.01"));
    assertThat(throughout.outcome()).isEqualTo(Outcome.FAILS);
    assertThat(throughout.why()).contains("of 2 compared");
  }

  @Test
  void theMeanOverTimeIsTheAreaUnderTheCurve() {
    add(FC, RANK, course(0.4, 0.2, 0.1, 0));
    add(FC_BN, RANK, course(0.3, 0.2, 0.1, 0));
    String options = "{\"of\": [%s], \"than\": [%s], \"tolerance\": 0.01}".formatted(FC_BN, FC);
    Verdict holds = judge("rank-lower-throughout", options);
    assertThat(holds.outcome()).isEqualTo(Outcome.HOLDS);
    // (0.3 + 0.15 + 2 · 0.05) / 4
    assertThat(holds.numbers().get("fc batch norm 0")).isCloseTo(0.1375, within(1e-12));
    assertThat(judge("rank-lower-throughout", options.replace("0.01", "0.02")).outcome())
        .isEqualTo(Outcome.FAILS);
    assertThat(
            judge(
                    "rank-lower-throughout",
                    "{\"of\": [%s], \"than\": [%s], \"tolerance\": 0.01}".formatted(FC, FC_BN))
                .outcome())
        .isEqualTo(Outcome.FAILS);
  }

  @Test
  void lateGainsAreThoseAfterTheShareOfTraining() {
    String options =
        "{\"of\": [%s], \"than\": [%s], \"share\": 0.5, \"tolerance\": 0.05}"
            .formatted(CONV_BN, CONV_FINITE);
    add(CONV_BN, RHO, course(0.1, 0.2, 0.3, 0.5));
    add(CONV_FINITE, RHO, course(0.1, 0.7, 0.8, 0.85));
    Verdict holds = judge("correlation-gains-more-late", options);
    assertThat(holds.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(holds.numbers().get("conv batch norm 1, fresh samples 0"))
        .isCloseTo(0.05, within(1e-12));
    // Over all of training the other gains more.
    assertThat(
            judge("correlation-gains-more-late", options.replace("\"share\": 0.5", "\"share\": 0"))
                .outcome())
        .isEqualTo(Outcome.FAILS);
  }

  @Test
  void oneLeadIsGreaterThanTheOther() {
    String options =
        "{\"of\": [%s, %s], \"over\": [%s, %s], \"tolerance\": 0.05}"
            .formatted(CONV_BN, FC_BN, CONV, FC);
    add(CONV_BN, RHO, course(0, 0, 0, 0.9));
    add(CONV, RHO, course(0, 0, 0, 0.6));
    add(FC_BN, RHO, course(0, 0, 0, 0.9));
    add(FC, RHO, course(0, 0, 0, 0.7));
    Verdict holds = judge("correlation-lead-greater", options);
    assertThat(holds.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(holds.numbers().get("fc batch norm 1 over fc batch norm 0"))
        .isCloseTo(0.2, within(1e-12));
    assertThat(judge("correlation-lead-greater", options.replace("0.05", "0.11")).outcome())
        .isEqualTo(Outcome.FAILS);
    assertThatThrownBy(
            () ->
                judge(
                    "correlation-lead-greater",
                    "{\"of\": [%s], \"over\": [%s], \"tolerance\": 0}".formatted(FC_BN, FC)))
        .isInstanceOf(LuckyException.class)
        .hasMessageContaining("expected two variants, found 1");
  }

  @Test
  void aLowerRankIsALead() {
    String options =
        "{\"of\": [%s, %s], \"over\": [%s, %s], \"tolerance\": 0}"
            .formatted(CONV_BN, FC_BN, CONV, FC);
    add(CONV_BN, RANK, course(0.1, 0.1, 0.1, 0.1));
    add(CONV, RANK, course(0.4, 0.4, 0.4, 0.4));
    add(FC_BN, RANK, course(0.2, 0.2, 0.2, 0.2));
    add(FC, RANK, course(0.3, 0.3, 0.3, 0.3));
    assertThat(judge("rank-lead-greater", options).outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(
            judge(
                    "rank-lead-greater",
                    "{\"of\": [%s, %s], \"over\": [%s, %s], \"tolerance\": 0}"
                        .formatted(FC_BN, CONV_BN, FC, CONV))
                .outcome())
        .isEqualTo(Outcome.FAILS);
  }

  @Test
  void aCorrelationIsReachedSoonerOrNotAtAll() {
    String options = "{\"of\": [%s], \"than\": [%s], \"correlation\": 0.6}".formatted(FC_BN, FC);
    add(FC_BN, RHO, course(0.1, 0.6, 0.7, 0.5));
    add(FC, RHO, course(0.1, 0.2, 0.6, 0.9));
    Verdict holds = judge("correlation-reached-sooner", options);
    assertThat(holds.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(holds.numbers())
        .containsEntry("fc batch norm 1 · epoch", 1.0)
        .containsEntry("fc batch norm 0 · epoch", 2.0);
    Verdict fails = judge("correlation-reached-sooner", options.replace("0.6", "0.8"));
    assertThat(fails.outcome()).isEqualTo(Outcome.FAILS);
    assertThat(fails.why()).contains("fc batch norm 1 (never) against fc batch norm 0 (epoch 4)");
    Verdict open = judge("correlation-reached-sooner", options.replace("0.6", "0.95"));
    assertThat(open.outcome()).isEqualTo(Outcome.NOT_JUDGED);
    // Sooner is not at the same epoch.
    assertThat(judge("correlation-reached-sooner", options.replace("0.6", "0.05")).outcome())
        .isEqualTo(Outcome.FAILS);
  }

  @Test
  void ranksHaveSettledWhenTheyStayLow() {
    String options = "{\"of\": [%s], \"than\": [%s], \"rank\": 0.1}".formatted(FC_BN, FC);
    // The first is low early, but not to stay.
    add(FC_BN, RANK, course(0.05, 0.3, 0.05, 0));
    add(FC, RANK, course(0.3, 0.3, 0.2, 0));
    Verdict holds = judge("ranks-settle-sooner", options);
    assertThat(holds.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(holds.numbers()).containsEntry("fc batch norm 1 · epoch", 2.0);
    assertThat(judge("ranks-settle-sooner", options.replace("0.1", "0.04")).outcome())
        .isEqualTo(Outcome.FAILS);
  }

  @Test
  void seedsThatDivergedAreLeftOutAndACellOfNoOthersIsNotJudged() {
    String options = "{\"of\": [%s], \"than\": [%s], \"tolerance\": 0.05}".formatted(FC_BN, FC);
    add(FC_BN, RHO, course(0.3, 0.4, 0.5, 0.7));
    add(FC, RHO, 1, 0, course(0.3, 0.4, 0.5, 0.6));
    // One seed has no last epoch, another a number that is none.
    add(FC, RHO, 2, 0, course(0.3, 0.9, 0.9));
    add(FC, RHO, 3, 0, course(0.3, Double.NaN, 0.9, 0.99));
    Verdict holds = judge("correlation-higher", options);
    assertThat(holds.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(holds.numbers()).containsEntry("fc batch norm 0", 0.6);
    assertThat(holds.why())
        .contains("Left out, since they diverged, are seeds: 2 of 3 of fc batch norm 0.");

    add(CONV, RHO, course(0.3, Double.NaN, Double.NaN, Double.NaN));
    add(CONV_BN, RHO, course(0.3, 0.4, 0.5, 0.7));
    Verdict open = judge("correlation-higher", options.replace(FC_BN, CONV_BN).replace(FC, CONV));
    assertThat(open.outcome()).isEqualTo(Outcome.NOT_JUDGED);
    assertThat(open.why()).contains("conv batch norm 0, fresh samples 1 (every seed diverged)");
  }

  @Test
  void cellsAreCheckedWhenDefinitionsAreRead() {
    assertThat(fault("correlation-higher", "{\"of\": 1, \"than\": [], \"tolerance\": 0}"))
        .contains("expected a list of variants");
    assertThat(
            fault(
                "correlation-higher",
                "{\"of\": [{\"experiment\": 3}], \"than\": [{}], \"tolerance\": 0}"))
        .contains("options.");
    assertThat(
            fault(
                "correlation-grows",
                "{\"variants\": [{\"experiment\": \"fc\", \"batch_norm\": \"yes\"}], \"tolerance\":"
                    + " 0}"))
        .contains("expected an experiment and numbers of its axes, found");
    add(FC, RHO, course(0, 0, 0, 0));
    assertThatThrownBy(
            () ->
                judge(
                    "correlation-higher",
                    "{\"of\": [%s, %s], \"than\": [%s], \"tolerance\": 0}".formatted(FC, FC, FC)))
        .hasMessageContaining("expected as many variants as of has, 2, found 1");
  }

  @Test
  void rowsOfExperimentsWithOtherAxesStandSideBySide() {
    add(FC, RHO, course(0.1, 0.2, 0.3, 0.4));
    add(CONV_BN, RHO, course(0.5, 0.6, 0.7, 0.8));
    Rows rows =
        Rows.of(
            LayersRow.class,
            List.of(
                fc.build().with(Rows.EXPERIMENT, "fc"),
                conv.build().with(Rows.EXPERIMENT, "conv"),
                fc.build().with(Rows.EXPERIMENT, "fc")));
    assertThat(rows.count()).isEqualTo(24);
    assertThat(rows.ofExperiment("fc").values("fresh_samples"))
        .hasSize(16)
        .containsOnly(Double.NaN);
    assertThat(rows.ofExperiment("conv").values("fresh_samples")).hasSize(8).containsOnly(1);
    Rows selected =
        rows.selected(
            List.of(
                experiment("fc", "{\"batch_norm\": [1]}"),
                experiment("conv", "{\"batch_norm\": [1], \"fresh_samples\": [0, 1]}")));
    assertThat(selected.count()).isEqualTo(8);
    assertThatThrownBy(
            () ->
                Rows.of(
                        LayersRow.class,
                        List.of(
                            fc.build().with(Rows.EXPERIMENT, "fc"),
                            new TableBuilder()
                                .add(Map.of("seed", 1))
                                .build()
                                .with(Rows.EXPERIMENT, "fc")))
                    .values("layer"))
        .isInstanceOf(LuckyException.class)
        .hasMessageContaining("no column");
  }

  // Mixture coefficients.

  /** One layer of two teacher nodes and two students, each of which follows its own. */
  private static Table mixture(double h, double beta) {
    TableBuilder table = new TableBuilder();
    for (int seed = 1; seed <= 2; seed++) {
      for (int epoch : new int[] {0, 4}) {
        for (int teacher = 0; teacher < 2; teacher++) {
          for (int student = 0; student < 2; student++) {
            boolean follows = teacher == student;
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("seed", seed);
            row.put("epoch", epoch);
            row.put("layer", 0);
            row.put("teacher", teacher);
            row.put("student", student);
            row.put("beta", epoch == 0 ? 1.0 : follows ? -beta : 1 - beta);
            row.put("h", epoch == 0 ? -1.0 : follows ? h : h - 1);
            row.put("correlation", follows ? 0.9 : 0.1);
            table.add(row);
          }
        }
      }
    }
    return table.build();
  }

  private static Verdict mixture(String predicate, double tolerance, Table table) {
    return Claims.judge(
        claim(predicate, "{\"tolerance\": " + tolerance + "}"),
        "laptop",
        List.of(experiment("fc", "{}")),
        new Tables(Map.of(MixtureRow.class, Rows.of(MixtureRow.class, List.of(table)))));
  }

  @Test
  void mixtureNearsADiagonalIfBothKindsDo() {
    Verdict holds = mixture("mixture-nears-diagonal", 0.05, mixture(0.9, 0.6));
    assertThat(holds.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(holds.numbers())
        .containsEntry("layer 1 · H* · before", 0.5)
        .containsEntry("layer 1 · β* · before", 0.5);
    assertThat(holds.numbers().get("layer 1 · H* · after")).isCloseTo(0.9, within(1e-12));
    assertThat(holds.numbers().get("layer 1 · β* · after")).isCloseTo(0.6, within(1e-12));
    Verdict fails = mixture("mixture-nears-diagonal", 0.05, mixture(0.9, 0.54));
    assertThat(fails.outcome()).isEqualTo(Outcome.FAILS);
    assertThat(fails.why()).contains("layer 1 · β* (from 0.500 to 0.540), of 2 compared");
  }

  @Test
  void gatesSharpenADiagonalIfHIsNearerToItThanBeta() {
    assertThat(mixture("gates-sharpen-diagonal", 0.05, mixture(0.9, 0.6)).outcome())
        .isEqualTo(Outcome.HOLDS);
    assertThat(mixture("gates-sharpen-diagonal", 0.05, mixture(0.62, 0.6)).outcome())
        .isEqualTo(Outcome.FAILS);
  }

  @Test
  void mixtureThatIsNotFiniteIsNotJudged() {
    Table table = mixture(0.9, 0.6);
    for (int row = 0; row < table.rows(); row++) {
      if (table.ints("epoch")[row] == 4) {
        table.doubles("h")[row] = Double.NaN;
      }
    }
    assertThat(mixture("mixture-nears-diagonal", 0.05, table).outcome())
        .isEqualTo(Outcome.NOT_JUDGED);
    assertThat(mixture("gates-sharpen-diagonal", 0.05, table).outcome())
        .isEqualTo(Outcome.NOT_JUDGED);
  }

  private static String fault(String predicate, String options) {
    return Claims.fault(claim(predicate, options)).orElseThrow();
  }

  private static DrawnExperiment experiment(String id, String select) {
    SortedMap<String, List<JsonNode>> selected = new TreeMap<>();
    tree(select)
        .properties()
        .forEach(
            axis -> {
              List<JsonNode> values = new ArrayList<>();
              axis.getValue().forEach(values::add);
              selected.put(axis.getKey(), values);
            });
    return new DrawnExperiment(
        id,
        id,
        "Synthetic",
        "fc",
        new TreeMap<>(),
        selected,
        new TreeMap<>(),
        List.of(),
        List.of());
  }

  private static Claim claim(String predicate, String options) {
    SortedMap<String, JsonNode> map = new TreeMap<>();
    tree(options).properties().forEach(option -> map.put(option.getKey(), option.getValue()));
    return new Claim(
        "a-claim",
        "A statement.",
        "paper",
        predicate,
        map,
        "",
        "A reason.",
        List.of("laptop", "paper"));
  }

  private static JsonNode tree(String json) {
    return Json.read(json, JsonNode.class, "test");
  }

  /** A cell's accuracy and its teacher's over {@link #EPOCHS}, of one seed. */
  private void addAccuracy(String cell, int seed, double[] students, double teacher) {
    for (int e = 0; e < students.length; e++) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("seed", seed);
      row.put("epoch", EPOCHS[e]);
      row.put("batch_norm", tree(cell).get("batch_norm").doubleValue());
      row.put("accuracy", students[e]);
      row.put("teacher_accuracy", teacher);
      fc.add(row);
    }
  }

  @Test
  void teachersAreAsAccurateAsPublishedWithinTheTolerance() {
    String options = "{\"of\": [" + FC_BN + "], \"accuracy\": 0.5, \"tolerance\": 0.03}";
    addAccuracy(FC_BN, 1, course(0.1, 0.4, 0.5, 0.6), 0.48);
    addAccuracy(FC_BN, 2, course(0.1, 0.4, 0.5, 0.6), 0.475);
    Verdict holds = judge("teacher-accuracy-near", options);
    assertThat(holds.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(holds.numbers()).containsEntry("published", 0.5);
    assertThat(holds.numbers().get("fc batch norm 1")).isCloseTo(0.4775, within(1e-12));
    Verdict fails = judge("teacher-accuracy-near", options.replace("0.03", "0.02"));
    assertThat(fails.outcome()).isEqualTo(Outcome.FAILS);
    assertThat(fails.why()).contains("fc batch norm 1 (0.478)");
    assertThat(judge("teacher-accuracy-near", options.replace("0.5,", "0.44,")).outcome())
        .isEqualTo(Outcome.FAILS);
  }

  @Test
  void studentsEndAboveTheirTeachersByNeitherTooLittleNorTooMuch() {
    String options = "{\"of\": [" + FC_BN + "], \"least\": 0, \"most\": 0.02}";
    addAccuracy(FC_BN, 1, course(0.1, 0.9, 0.9, 0.51), 0.5);
    addAccuracy(FC_BN, 2, course(0.1, 0.9, 0.9, 0.53), 0.5);
    Verdict holds = judge("students-above-teachers", options.replace("0.02", "0.021"));
    assertThat(holds.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(holds.numbers().get("fc batch norm 1 · students")).isCloseTo(0.52, within(1e-12));
    assertThat(holds.numbers()).containsEntry("fc batch norm 1 · teachers", 0.5);
    assertThat(judge("students-above-teachers", options.replace("0.02", "0.019")).outcome())
        .isEqualTo(Outcome.FAILS);
    Verdict low =
        judge("students-above-teachers", options.replace("\"least\": 0", "\"least\": 0.021"));
    assertThat(low.outcome()).isEqualTo(Outcome.FAILS);
    assertThat(low.why()).contains("students 0.520, teachers 0.500");
  }

  @Test
  void studentsThatDivergedHaveNoAccuracyToCompare() {
    String options = "{\"of\": [" + FC_BN + "], \"least\": 0, \"most\": 0.02}";
    addAccuracy(FC_BN, 1, course(0.1, 0.2, Double.NaN, Double.NaN), 0.5);
    Verdict open = judge("students-above-teachers", options);
    assertThat(open.outcome()).isEqualTo(Outcome.NOT_JUDGED);
    assertThat(open.why()).contains("fc batch norm 1 (every seed diverged)");
  }
}
