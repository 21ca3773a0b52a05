package io.luckynodes.student.race;

import static io.luckynodes.testkit.PipelineHarness.killedAt;
import static io.luckynodes.testkit.RunFiles.assertSameBytes;
import static io.luckynodes.testkit.RunFiles.file;
import static io.luckynodes.testkit.RunFiles.link;
import static io.luckynodes.testkit.RunFiles.snapshots;
import static io.luckynodes.testkit.RunFiles.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.artifact.ArtifactReader;
import io.luckynodes.artifact.Table;
import io.luckynodes.dataset.BinaryCifar10;
import io.luckynodes.dataset.Cifar10;
import io.luckynodes.dataset.Grey;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Job;
import io.luckynodes.job.Member;
import io.luckynodes.job.Stage;
import io.luckynodes.json.Json;
import io.luckynodes.metrics.race.RaceMetricsStage;
import io.luckynodes.network.race.RaceReference;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.random.Streams;
import io.luckynodes.testkit.Company;
import io.luckynodes.testkit.NoiseImages;
import io.luckynodes.testkit.PipelineHarness;
import io.luckynodes.training.Weights;
import io.luckynodes.training.race.Stops;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Students of the race on images in the form of CIFAR-10: noise, brighter in two of the classes.
 */
class RacePipelineTest {
  private static final String STUDENT = "student";
  private static final int INPUTS = 1024;
  private static final int SAMPLES = 40;
  private static final int STEPS = 60;
  private static final int BATCH = 4;
  private static final double RATE = 0.01;

  private static final PipelineHarness TINY =
      new PipelineHarness("race")
          .by(Stage.STUDENT, new RaceStudentStage())
          .by(Stage.METRICS, new RaceMetricsStage())
          .with("train_samples", SAMPLES)
          .with("luma", new double[] {0.299, 0.587, 0.114})
          .with("pixel_mean", 0.5)
          .with("pixel_std", 0.5)
          .with("hidden_nodes", 6)
          .with("output_bias", 1)
          .with("initial_std", 0.01)
          .with("learning_rate", RATE)
          .with("momentum", 0.9)
          .with("batch", BATCH)
          .with("steps", STEPS)
          .with("snapshot_steps", new int[] {5, 20})
          .with("loss_steps", new int[] {30})
          .with("stop_loss", 0)
          .with("prune_share", 0.5)
          .with("prune_rounds", 0)
          .with("prune_layers_apart", 0)
          .with("prune_biases", 0)
          .with("rewind_step", 0)
          .with("evaluation_samples", 8)
          .with("drop_share", 0.95)
          .with("target_ridge", 1e-6)
          .with("bound_cosine", 0.003)
          .with("cluster_cosine", 0.95)
          .with("cluster_chains", 0)
          .with("cluster_least_strength", 0)
          .with("threads", 1);

  @TempDir static Path folder;

  @BeforeAll
  static void prepare() {
    NoiseImages.write(folder, 200, label -> label == 1 || label == 2 ? 40 : 0);
  }

  @Test
  void aSeedsNumbersAreTheSameAloneAndInCompanyAndInTwoRuns() throws IOException {
    Map<String, Object> pruned = Map.of("prune_rounds", 2);
    Path together = run(pruned, 1, 2, 3);
    assertSameBytes(run(pruned, 1, 2, 3), together, STUDENT, List.of("snapshots"));
    List<Weights.Entry> two =
        snapshots(together, STUDENT).stream().filter(entry -> entry.seed() == 2).toList();
    List<Weights.Entry> alone = snapshots(run(pruned, 2), STUDENT);
    assertThat(alone).hasSameSizeAs(two).hasSize(6);
    for (int i = 0; i < alone.size(); i++) {
      for (var tensor : alone.get(i).parameters().all()) {
        Company.assertSame(tensor.values(), two.get(i).parameters().get(tensor.name()).values());
      }
    }
  }

  @Test
  void studentsOfSeveralDeviationsInOneJobHaveTheNumbersOfJobsOfTheirOwn() throws IOException {
    double[] deviations = {0.01, 0.03};
    List<Member> members = new ArrayList<>();
    for (double deviation : deviations) {
      members.add(new Member(2, new TreeMap<>(Map.of("initial_std", Json.tree(deviation)))));
    }
    Path together = newRun();
    TINY.perform(job(Map.of(), members), together);
    for (int member = 0; member < deviations.length; member++) {
      int own = member;
      List<Weights.Entry> found =
          snapshots(together, STUDENT).stream().filter(entry -> entry.member() == own).toList();
      List<Weights.Entry> alone =
          snapshots(run(Map.of("initial_std", deviations[member]), 2), STUDENT);
      assertThat(found).hasSameSizeAs(alone);
      for (int i = 0; i < found.size(); i++) {
        Company.assertSame(
            found.get(i).parameters().get("W1").values(),
            alone.get(i).parameters().get("W1").values());
      }
    }
  }

  @Test
  void aKilledStudentContinuesToTheSameBytes() throws IOException {
    Map<String, Object> pruned = Map.of("prune_rounds", 2);
    Path whole = run(pruned, 1, 2);
    // Once within a training, and once between the stop at its end and the pruning.
    for (String line : List.of("epoch 2/6", "epoch 4/6")) {
      Path run = newRun();
      assertThatThrownBy(() -> TINY.perform(job(pruned, 1, 2), run, killedAt(line)))
          .hasMessage("killed");
      assertThat(file(run, STUDENT, "snapshots")).doesNotExist();
      TINY.perform(job(pruned, 1, 2), run);
      assertSameBytes(run, whole, STUDENT, List.of("snapshots", "history"));
    }
  }

  @Test
  void everyStudentStopsAtItsOwnFirstMeasuredLossBelowTheOneToStopAt() throws IOException {
    Map<String, Object> dense =
        Map.of("loss_steps", new int[] {10, 15, 20, 25, 30, 35, 40, 45, 50});
    Path whole = run(dense, 1, 2, 3);
    double[] losses = table(whole, STUDENT, "history").doubles("evaluation_loss");
    int[] members = table(whole, STUDENT, "history").ints("member");
    int[] stops = table(whole, STUDENT, "history").ints("stop");
    // Below what the first has at step 25: the others come to it at other steps.
    double loss = losses[row(members, stops, 0, 5)] * 1.0001;
    int[] ends = {-1, -1, -1};
    for (int row = 0; row < losses.length; row++) {
      boolean first = ends[members[row]] < 0 && stops[row] > 0 && losses[row] < loss;
      ends[members[row]] = first ? stops[row] : ends[members[row]];
    }
    assertThat(Arrays.stream(ends).distinct().toArray()).hasSizeGreaterThan(1).doesNotContain(-1);
    Map<String, Object> stopping = new TreeMap<>(dense);
    stopping.put("stop_loss", loss);
    Path stopped = run(stopping, 1, 2, 3);
    for (int member = 0; member < 3; member++) {
      int own = member;
      List<Weights.Entry> kept =
          snapshots(stopped, STUDENT).stream().filter(one -> one.member() == own).toList();
      Weights.Entry last = kept.get(kept.size() - 1);
      assertThat(last.epoch()).isEqualTo(ends[member]);
      int end = Stops.of(job(dense, 1)).step(last.epoch());
      Map<String, Object> shorter = new TreeMap<>(dense);
      shorter.put("steps", end);
      List<Weights.Entry> alone = snapshots(run(shorter, member + 1), STUDENT);
      for (var tensor : alone.get(alone.size() - 1).parameters().all()) {
        Company.assertSame(last.parameters().get(tensor.name()).values(), tensor.values());
      }
    }
    for (int epoch = 3; epoch <= 8; epoch++) {
      String line = "epoch " + epoch + "/";
      Path run = newRun();
      try {
        TINY.perform(job(stopping, 1, 2, 3), run, killedAt(line));
      } catch (IllegalStateException killed) {
        TINY.perform(job(stopping, 1, 2, 3), run);
      }
      assertSameBytes(run, stopped, STUDENT, List.of("snapshots", "history"));
    }
  }

  @Test
  void measurementsSayWhereEachStudentStopped() throws IOException {
    Map<String, Object> changes =
        Map.of(
            "stop_loss",
            0.2,
            "loss_steps",
            new int[] {10, 15, 20, 25, 30, 35, 40, 45, 50},
            "measure",
            List.of("classification", "merging", "step-losses"));
    Path run = run(changes, 1, 2, 3);
    Stops stops = Stops.of(job(changes, 1));
    TINY.perform(
        TINY.job(
            "metrics",
            Stage.METRICS,
            Map.of("dataset", NoiseImages.JOB, "student", STUDENT),
            changes,
            PipelineHarness.members(1, 2, 3)),
        run);
    List<Integer> ends = new ArrayList<>();
    Weights.last(ArtifactReader.read(file(run, STUDENT, "snapshots")))
        .values()
        .forEach(last -> ends.add(stops.step(last.epoch())));
    assertThat(ends)
        .as("two stop at the loss, and one that does not come to it at the last step")
        .hasSize(3)
        .contains(STEPS)
        .anyMatch(end -> end < STEPS);
    for (String kind : List.of("classification", "merging", "step-losses")) {
      Table measured = table(run, "metrics", kind);
      Set<List<Integer>> found = new TreeSet<>(Comparator.comparing(List<Integer>::toString));
      for (int row = 0; row < measured.rows(); row++) {
        if (measured.flags("ended")[row]) {
          found.add(List.of(measured.ints("seed")[row], measured.ints("step")[row]));
        }
      }
      assertThat(found)
          .as(kind)
          .containsExactly(
              List.of(1, ends.get(0)), List.of(2, ends.get(1)), List.of(3, ends.get(2)));
    }
  }

  private static int row(int[] members, int[] stops, int member, int stop) {
    int row = 0;
    while (members[row] != member || stops[row] != stop) {
      row++;
    }
    return row;
  }

  @Test
  void aStudentThatIsRewoundToALaterStepContinuesAfterAKillToTheSameBytes() throws IOException {
    Map<String, Object> late = Map.of("prune_rounds", 1, "rewind_step", 10);
    Path whole = run(late, 1, 2);
    for (String line : List.of("epoch 1/6", "epoch 2/6", "epoch 5/6")) {
      Path killed = newRun();
      assertThatThrownBy(() -> TINY.perform(job(late, 1, 2), killed, killedAt(line)))
          .hasMessage("killed");
      TINY.perform(job(late, 1, 2), killed);
      assertSameBytes(killed, whole, STUDENT, List.of("snapshots", "history"));
    }
  }

  @Test
  void settingsOfPruningThatContradictOthersAreRefused() {
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of("prune_rounds", 1, "rewind_step", STEPS),
            Map.of("prune_rounds", 1, "stop_loss", 0.1))) {
      assertThatThrownBy(() -> Stops.of(job(wrong, 1)))
          .isInstanceOfSatisfying(
              LuckyException.class,
              fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.BAD_DEFINITION));
    }
  }

  @Test
  void studentsStartSmallWithoutBiasesAndLearn() throws IOException {
    Path run = run(Map.of(), 1, 2);
    Table history = table(run, STUDENT, "history");
    Stops stops = Stops.of(job(Map.of(), 1));
    assertThat(stops.steps()).containsExactly(0, 5, 20, 30, STEPS);
    double[] losses = history.doubles("evaluation_loss");
    assertThat(history.ints("stop")).containsExactly(0, 0, 1, 1, 2, 2, 3, 3, 4, 4);
    assertThat(losses[0]).isCloseTo(Math.log(2), within(1e-3));
    assertThat(losses[2]).isNaN();
    assertThat(losses[8]).isLessThan(losses[0] / 2);
    Weights.Entry start = snapshots(run, STUDENT).get(0);
    assertThat(start.epoch()).isZero();
    assertThat(start.parameters().all()).extracting(one -> one.name()).containsExactly("W1", "W2");
    float[] w1 = start.parameters().get("W1").values();
    assertThat(start.parameters().get("W1").shape()).containsExactly(INPUTS + 1, 6);
    assertThat(Arrays.copyOfRange(w1, INPUTS * 6, w1.length)).containsOnly(0);
    double squares = 0;
    for (float weight : w1) {
      squares += (double) weight * weight;
    }
    // Four standard errors of a variance from 6,144 numbers.
    assertThat(squares / (INPUTS * 6) / 1e-4).isCloseTo(1, within(4 * Math.sqrt(2.0 / 6144)));
  }

  @Test
  void anotherDeviationScalesTheSameStart() throws IOException {
    float[] small = snapshots(run(Map.of(), 1), STUDENT).get(0).parameters().get("W1").values();
    float[] great =
        snapshots(run(Map.of("initial_std", 0.02), 1), STUDENT)
            .get(0)
            .parameters()
            .get("W1")
            .values();
    for (int i = 0; i < small.length; i++) {
      assertThat(great[i]).isCloseTo(2 * small[i], within(1e-8f));
    }
  }

  @Test
  void pruningAndTrainingAgainAreThoseOfThePlainLoopsInFloat64() throws IOException {
    for (int rewindStep : new int[] {0, 10}) {
      assertPruningIsThatOfThePlainLoops(rewindStep);
    }
  }

  private static void assertPruningIsThatOfThePlainLoops(int rewindStep) throws IOException {
    int rounds = 3;
    double target = 0.5;
    Map<String, Object> pruned =
        Map.of("prune_rounds", rounds, "prune_share", target, "rewind_step", rewindStep);
    Path run = run(pruned, 1);
    List<Weights.Entry> kept = snapshots(run, STUDENT);
    Stops stops = Stops.of(job(pruned, 1));
    Streams streams = new Streams("tiny", 1);
    BinaryCifar10 images =
        BinaryCifar10.train(
            Cifar10.read(file(folder, NoiseImages.JOB, NoiseImages.KIND)),
            SAMPLES,
            streams,
            new Grey(0.299, 0.587, 0.114, 0.5, 0.5));
    double[][] w1 = RaceReference.matrix(kept.get(0).parameters().get("W1"));
    double[][] w2 = RaceReference.matrix(kept.get(0).parameters().get("W2"));
    double[][] mask1 = ones(w1);
    double[][] mask2 = ones(w2);
    RaceBatches batches = new RaceBatches(streams, SAMPLES, BATCH);
    for (int round = 0; round <= rounds; round++) {
      RaceReference reference = new RaceReference(times(w1, mask1), times(w2, mask2), mask1, mask2);
      int[] chosen = batches.between(round * STEPS, (round + 1) * STEPS);
      for (int step = 0; step < STEPS; step++) {
        double[][] xs = new double[BATCH][];
        int[] labels = new int[BATCH];
        for (int b = 0; b < BATCH; b++) {
          int sample = chosen[step * BATCH + b];
          xs[b] = input(images, sample);
          labels[b] = images.labels()[sample];
        }
        reference.step(xs, labels, RATE, 0.9);
        if (round == 0 && step + 1 == rewindStep) {
          w1 = RaceReference.copy(reference.w1);
          w2 = RaceReference.copy(reference.w2);
        }
      }
      int end = (round + 1) * STEPS;
      Parameters found =
          kept.stream()
              .filter(entry -> stops.step(entry.epoch()) == end)
              .findFirst()
              .orElseThrow()
              .parameters();
      // Float32 and float64 may part over weights at the very edge of the cut, one in a thousand.
      assertThat(differing(found.get("M1").values(), mask1)).isLessThanOrEqualTo(6);
      assertThat(found.get("M2").values()).containsExactly(flat(mask2));
      assertClose(found.get("W1").values(), reference.w1);
      assertClose(found.get("W2").values(), reference.w2);
      long zeros = zeros(found.get("M1").values()) + zeros(found.get("M2").values());
      long weights = INPUTS * 6 + 6 * 2;
      assertThat(zeros).isEqualTo(Math.round((1 - Math.pow(1 - target, round / 3.0)) * weights));
      if (round < rounds) {
        cut(reference, mask1, mask2, Math.round((1 - Math.pow(0.5, (round + 1) / 3.0)) * weights));
      }
    }
  }

  /** Prunes the smallest weights until so many are pruned in all. */
  private static void cut(RaceReference reference, double[][] mask1, double[][] mask2, long goal) {
    List<double[]> left = new ArrayList<>();
    long gone = 0;
    for (int layer = 0; layer < 2; layer++) {
      double[][] weights = layer == 0 ? reference.w1 : reference.w2;
      double[][] mask = layer == 0 ? mask1 : mask2;
      for (int i = 0; i < weights.length - 1; i++) {
        for (int j = 0; j < weights[i].length; j++) {
          if (mask[i][j] == 0) {
            gone++;
          } else {
            left.add(new double[] {Math.abs(weights[i][j]), layer, i, j});
          }
        }
      }
    }
    left.sort(Comparator.comparingDouble(weight -> weight[0]));
    for (double[] weight : left.subList(0, (int) (goal - gone))) {
      (weight[1] == 0 ? mask1 : mask2)[(int) weight[2]][(int) weight[3]] = 0;
    }
  }

  private static double[][] ones(double[][] like) {
    double[][] ones = RaceReference.copy(like);
    for (double[] row : ones) {
      Arrays.fill(row, 1);
    }
    return ones;
  }

  private static double[][] times(double[][] weights, double[][] mask) {
    double[][] product = RaceReference.copy(weights);
    for (int i = 0; i < product.length; i++) {
      for (int j = 0; j < product[i].length; j++) {
        product[i][j] *= mask[i][j];
      }
    }
    return product;
  }

  private static float[] flat(double[][] matrix) {
    float[] values = new float[matrix.length * matrix[0].length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) matrix[i / matrix[0].length][i % matrix[0].length];
    }
    return values;
  }

  private static long differing(float[] found, double[][] expected) {
    float[] values = flat(expected);
    long count = 0;
    for (int i = 0; i < values.length; i++) {
      count += found[i] == values[i] ? 0 : 1;
    }
    return count;
  }

  private static long zeros(float[] mask) {
    long count = 0;
    for (float value : mask) {
      count += value == 0 ? 1 : 0;
    }
    return count;
  }

  /** All but a few weights at the edge of the cut, and what little follows from those. */
  private static void assertClose(float[] found, double[][] expected) {
    float[] values = flat(expected);
    int far = 0;
    for (int i = 0; i < values.length; i++) {
      far += Math.abs(found[i] - values[i]) > 1e-3 ? 1 : 0;
    }
    assertThat(far).isLessThanOrEqualTo(6);
  }

  private static double[] input(BinaryCifar10 images, int sample) {
    double[] x = new double[INPUTS];
    for (int i = 0; i < INPUTS; i++) {
      x[i] = images.inputs()[sample * INPUTS + i];
    }
    return x;
  }

  private static Path run(Map<String, Object> changes, int... seeds) throws IOException {
    Path run = newRun();
    TINY.perform(job(changes, seeds), run);
    return run;
  }

  private static Path newRun() throws IOException {
    Path run = Files.createTempDirectory(folder, "run");
    link(folder, run, NoiseImages.JOB, NoiseImages.KIND);
    return run;
  }

  private static Job job(Map<String, Object> changes, int... seeds) {
    return job(changes, PipelineHarness.members(seeds));
  }

  private static Job job(Map<String, Object> changes, List<Member> members) {
    return TINY.job(STUDENT, Stage.STUDENT, Map.of("dataset", NoiseImages.JOB), changes, members);
  }
}
