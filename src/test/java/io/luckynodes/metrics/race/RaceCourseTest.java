package io.luckynodes.metrics.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.artifact.Table;
import io.luckynodes.job.Member;
import io.luckynodes.network.race.RaceObserver;
import io.luckynodes.network.shape.Parameter;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.race.Clusters;
import io.luckynodes.race.Growth;
import io.luckynodes.race.Neurons;
import io.luckynodes.race.Neurons.Neuron;
import io.luckynodes.race.Samples;
import io.luckynodes.table.TableWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Networks of three neurons in the plane, whose numbers can be worked out by hand. */
class RaceCourseTest {
  private static final Member MEMBER = new Member(7, new TreeMap<>());

  /** Class 1 right and above, class 2 left. */
  private static final Samples SAMPLES =
      new Samples(2, new float[] {2, 0, 0, 1, -1, 0, -3, 0}, new int[] {1, 1, -1, -1});

  private static RaceObserver observer;
  private static RidgeSolvers squares;

  @BeforeAll
  static void open() {
    observer = new RaceObserver(2, 1);
    squares = new RidgeSolvers(1);
  }

  @AfterAll
  static void close() {
    observer.close();
    squares.close();
  }

  private static Neuron neuron(double w1, double w2, double a1, double a2) {
    return new Neuron(new double[] {w1, w2}, 0, new double[] {a1, a2});
  }

  private static Parameters network(Neuron... neurons) {
    return Neurons.network(List.of(neurons), new double[] {0, 0});
  }

  private static final Parameters START =
      network(
          neuron(1e-3, 1e-3, 1e-3, -1e-3),
          neuron(1e-3, -1e-3, 1e-3, 1e-3),
          neuron(-1e-3, 0, 0, 1e-3));

  private static final Parameters END =
      network(neuron(2, 1, 2, -2), neuron(4, 2, 1, -1), neuron(-3, 0, -1, 1));

  private static TableWriter course(String... wanted) {
    TableWriter tables = new TableWriter(List.of(wanted));
    RaceCourse course = new RaceCourse(MEMBER, 100, setting(), tables);
    course.add(0, START, SAMPLES, SAMPLES);
    course.add(100, END, SAMPLES, SAMPLES);
    course.finish();
    return tables;
  }

  private static RaceCourse.Setting setting() {
    return new RaceCourse.Setting(
        0.95, new Clusters.Rule(false, 0), 0.95, 1e-6, 0.003, 0.01, 0.9, observer, squares);
  }

  private static Table table(TableWriter tables, String name) {
    return Objects.requireNonNull(tables.tables().get(name), name);
  }

  @Test
  void neuronsHaveTheirAnglesCellsAndWhatBecameOfThem() {
    Table neurons = table(course("neurons"), "neurons");

    assertThat(neurons.rows()).isEqualTo(6);
    // The first lets (2, 0) and (0, 1) pass, both of class 1: its target is along (2, 1).
    double toTarget = Math.toDegrees(Math.atan2(1, 1) - Math.atan2(1, 2));
    assertThat(neurons.doubles("angle")[0]).isCloseTo(toTarget, within(1e-4));
    assertThat(neurons.doubles("angle")[3]).isCloseTo(0, within(1e-4));
    assertThat(neurons.doubles("active_share")).containsExactly(0.5, 0.25, 0.5, 0.5, 0.5, 0.5);
    // The second passes (2, 0) alone, of class 1, though its own outgoing weights are undecided.
    assertThat(neurons.ints("target_class")).containsExactly(1, 1, 2, 1, 1, 2);
    assertThat(neurons.doubles("out_angle")[1]).isCloseTo(90, within(1e-9));
    assertThat(neurons.doubles("out_angle")[2]).isCloseTo(45, within(1e-9));
    assertThat(neurons.doubles("agreement")[0]).isEqualTo(1);
    assertThat(neurons.doubles("conserved")[3]).isCloseTo(5 - 8, within(1e-6));
    assertThat(neurons.doubles("final_in_norm")[0]).isCloseTo(Math.sqrt(5), within(1e-6));
    assertThat(neurons.ints("final_cluster")).containsExactly(0, 0, 1, 0, 0, 1);
  }

  @Test
  void mergingTheCollinearPairCostsNothing() {
    Table merging = table(course("merging"), "merging");

    int at = Arrays.stream(merging.doubles("cosine")).boxed().toList().indexOf(0.95);
    assertThat(merging.ints("clusters")[at]).isEqualTo(2);
    assertThat(merging.doubles("train_after")[at]).isEqualTo(merging.doubles("train_before")[at]);
    assertThat(merging.doubles("train_before")[at]).isEqualTo(1);
    assertThat(merging.doubles("largest_change")[at]).isLessThan(1e-4);
  }

  @Test
  void theLossIsLogTwoAtASmallStartAndHasDroppedAtTheEnd() {
    Table classification = table(course("classification"), "classification");

    assertThat(classification.doubles("train_loss")[0]).isCloseTo(Math.log(2), within(1e-4));
    assertThat(classification.doubles("train_loss")[1]).isLessThan(0.01);
    assertThat(classification.flags("dropped")).containsExactly(false, true);
  }

  @Test
  void updatesAreMeansPerStepOfDirectionAndNorm() {
    Table updates = table(course("updates"), "updates");

    double first = Math.atan2(1, 1) - Math.atan2(1, 2);
    double second = Math.atan2(1, 2) + Math.atan2(1, 1);
    assertThat(updates.doubles("in_direction")[0]).isCloseTo((first + second) / 300, within(1e-6));
    double grown = Math.sqrt(5) + Math.sqrt(20) + 3 - 2 * Math.sqrt(2) * 1e-3 - 1e-3;
    assertThat(updates.doubles("in_norm")[0]).isCloseTo(grown / 300, within(1e-6));
    assertThat(updates.ints("from_step")).containsExactly(0);
  }

  @Test
  void growthIsPredictedFromTheErrorsAtTheIntervalsStart() {
    Table growth = table(course("growth"), "growth");

    // R = (2, 1) · ½ / 4, w at an angle to it, a on the antidiagonal: h = √2 ‖R‖ cos Δ.
    double cosine = 3 / (Math.sqrt(2) * Math.sqrt(5));
    double strength = Math.sqrt(2) * Math.sqrt(5) / 8 * cosine;
    assertThat(growth.doubles("predicted")[0])
        .isCloseTo(Growth.perStep(strength, 0.01, 0.9), within(1e-5));
    assertThat(growth.doubles("product_predicted")[0])
        .isEqualTo(2 * growth.doubles("predicted")[0]);
    double measured = Math.log((Math.sqrt(5) + Math.sqrt(8)) / (2 * Math.sqrt(2) * 1e-3)) / 100;
    assertThat(growth.doubles("measured")[0]).isCloseTo(measured, within(1e-6));
  }

  @Test
  void clustersAreCountedAtEveryThresholdAndTheirLeadersTargetsMeasured() {
    TableWriter tables = course("clusters", "cluster-targets");
    Table clusters = table(tables, "clusters");

    assertThat(clusters.rows()).isEqualTo(14);
    assertThat(clusters.ints("clusters")).startsWith(3, 3).endsWith(2, 2);
    Table targets = table(tables, "cluster-targets");
    int last = targets.rows() - 2;
    assertThat(targets.ints("size")[last]).isEqualTo(2);
    assertThat(targets.doubles("angle")[last]).isCloseTo(0, within(1e-4));
    // Labels 1 of (2, 0) and (0, 1): the fit is (½, 1).
    assertThat(targets.doubles("next_order_angle")[last])
        .isCloseTo(Math.toDegrees(Math.atan2(2, 1) - Math.atan2(1, 2)), within(0.01));
  }

  @Test
  void leadersAreHeldBySamplesOfTheOtherClassThatTheyStandUprightOn() {
    // The first neuron points to class 1 and is nearly upright on (1, −2), of class 2.
    Samples samples =
        new Samples(2, new float[] {2, 0, 0, 1, 1, -2, 0, 9}, new int[] {1, 1, -1, 1});
    Parameters network =
        network(neuron(2, 1.001, 2, -2), neuron(4, 2.002, 1, -1), neuron(-3, 0, -1, 1));
    TableWriter tables = new TableWriter(List.of("cluster-targets"));
    RaceCourse course = new RaceCourse(MEMBER, 100, setting(), tables);
    course.add(0, network, samples, samples);
    course.add(100, network, samples, samples);
    Table targets = table(tables, "cluster-targets");

    assertThat(targets.ints("held")[0]).isEqualTo(1);
    // Of (2, 10) − λ (1, −2) the nearest to (2, 1) has λ = 0; with (1, −2) passing it is (2, 10).
    double toSum = Math.toDegrees(Math.atan2(10, 2) - Math.atan2(1.001, 2));
    assertThat(targets.doubles("generalised_angle")[0]).isCloseTo(toSum, within(1e-4));
    assertThat(targets.doubles("angle")[0]).isCloseTo(toSum, within(1e-4));
  }

  @Test
  void whatIsPrunedIsCountedByTheMasksAndTheRetrainingIsNotMeasured() {
    TableWriter tables = new TableWriter(List.of("pruning", "neurons"));
    RaceCourse course = new RaceCourse(MEMBER, 100, setting(), tables);
    course.add(0, START, SAMPLES, SAMPLES);
    course.add(100, END, SAMPLES, SAMPLES);
    List<Parameter> masked = new ArrayList<>(END.all());
    masked.add(new Parameter("M1", new int[] {3, 3}, new float[] {0, 1, 1, 0, 1, 0, 1, 1, 1}));
    masked.add(new Parameter("M2", new int[] {4, 2}, new float[] {0, 1, 1, 1, 1, 1, 1, 1}));
    course.add(200, new Parameters(masked), SAMPLES, SAMPLES);
    course.finish();

    assertThat(table(tables, "pruning").ints("pruned")).containsExactly(3, 0, 1, 3, 0, 1);
    assertThat(table(tables, "pruning").ints("final_cluster")).containsExactly(0, 0, 1, 0, 0, 1);
    assertThat(table(tables, "neurons").ints("step")).containsExactly(0, 0, 0, 100, 100, 100);
  }

  @Test
  void aNetworkThatDivergedHasNoEndAndNoFinalNorm() {
    TableWriter tables = new TableWriter(List.of("neurons", "neuron-cosines"));
    RaceCourse course = new RaceCourse(MEMBER, RaceCourse.NO_END, setting(), tables);
    course.add(0, START, SAMPLES, SAMPLES);
    course.finish();

    assertThat(table(tables, "neurons").doubles("final_in_norm")).containsOnly(Double.NaN);
    assertThat(table(tables, "neurons").flags("ended")).containsOnly(false);
    assertThat(table(tables, "neuron-cosines").ints("row_cluster")).containsOnly(-1);
    assertThat(table(tables, "neuron-cosines").flags("ended")).containsOnly(false);
  }

  @Test
  void rowsSayWhereTheTrainingOfTheirNetworkEnded() {
    assertThat(table(course("classification"), "classification").flags("ended"))
        .containsExactly(false, true);
    assertThat(table(course("merging"), "merging").flags("ended")).containsOnly(true);
  }

  @Test
  void cosinesOfWholeWeightVectorsStandInTheOrderOfFinalClustersAndStrength() {
    Table cosines = table(course("neuron-cosines"), "neuron-cosines");

    // The loss has dropped at the end, so that the start is the last snapshot before.
    assertThat(cosines.ints("step")).containsExactly(0, 0, 0, 100, 100, 100);
    assertThat(cosines.ints("row")).containsExactly(0, 0, 1, 0, 0, 1);
    assertThat(cosines.ints("column")).containsExactly(1, 2, 2, 1, 2, 2);
    assertThat(cosines.ints("row_cluster")).containsExactly(0, 0, 0, 0, 0, 0);
    assertThat(cosines.ints("column_cluster")).containsExactly(0, 1, 1, 0, 1, 1);
    // The first, (2, 1, 0, 2, -2), is the stronger of its cluster; the second is (4, 2, 0, 1, -1).
    assertThat(cosines.doubles("cosine")[3])
        .isCloseTo((8 + 2 + 2 + 2) / Math.sqrt(13 * 22), within(1e-6));
    assertThat(cosines.doubles("cosine")[4])
        .isCloseTo((-6 - 2 - 2) / Math.sqrt(13 * 11), within(1e-6));
    assertThat(cosines.flags("dropped")).containsExactly(false, false, false, true, true, true);
  }

  @Test
  void lossAndAccuracyAreThoseOfTheSoftmaxAndATieCountsAsHalf() {
    float[] outputs = {0, 0, 1, -1, 500, -500};
    int[] signs = {1, -1, -1};

    assertThat(RaceCourse.accuracy(outputs, signs)).isCloseTo(0.5 / 3, within(1e-12));
    assertThat(RaceCourse.loss(outputs, signs))
        .isCloseTo((Math.log(2) + Math.log1p(Math.exp(2)) + 1000) / 3, within(1e-9));
  }
}
