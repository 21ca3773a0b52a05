package io.luckynodes.student.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.artifact.ArtifactReader;
import io.luckynodes.artifact.ArtifactWriter;
import io.luckynodes.artifact.Column;
import io.luckynodes.artifact.Table;
import io.luckynodes.dataset.BinaryCifar10;
import io.luckynodes.dataset.Cifar10;
import io.luckynodes.job.Job;
import io.luckynodes.job.Member;
import io.luckynodes.job.Setting;
import io.luckynodes.job.Source;
import io.luckynodes.job.Stage;
import io.luckynodes.json.Json;
import io.luckynodes.network.race.RaceReference;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.random.Streams;
import io.luckynodes.stage.StageTask;
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
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Students of the race on images in the form of CIFAR-10: noise, brighter in two of the classes.
 */
class RacePipelineTest {
  private static final int PIXELS = 3072;
  private static final int INPUTS = 1024;
  private static final int SAMPLES = 40;
  private static final int STEPS = 60;
  private static final int BATCH = 4;
  private static final double RATE = 0.01;

  @TempDir static Path folder;

  @BeforeAll
  static void prepare() {
    writeImages();
  }

  @Test
  void aSeedsNumbersAreTheSameAloneAndInCompanyAndInTwoRuns() throws IOException {
    Map<String, Object> pruned = Map.of("prune_rounds", 2);
    Path together = run(pruned, 1, 2, 3);
    assertThat(file(run(pruned, 1, 2, 3), "snapshots"))
        .hasSameBinaryContentAs(file(together, "snapshots"));
    List<Weights.Entry> two =
        entries(together).stream().filter(entry -> entry.seed() == 2).toList();
    List<Weights.Entry> alone = entries(run(pruned, 2));
    assertThat(alone).hasSameSizeAs(two).hasSize(6);
    for (int i = 0; i < alone.size(); i++) {
      for (var tensor : alone.get(i).parameters().all()) {
        assertThat(tensor.values()).isEqualTo(two.get(i).parameters().get(tensor.name()).values());
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
    perform(job(Map.of(), members), together, line -> {});
    for (int member = 0; member < deviations.length; member++) {
      int own = member;
      List<Weights.Entry> found =
          entries(together).stream().filter(entry -> entry.member() == own).toList();
      List<Weights.Entry> alone = entries(run(Map.of("initial_std", deviations[member]), 2));
      assertThat(found).hasSameSizeAs(alone);
      for (int i = 0; i < found.size(); i++) {
        assertThat(found.get(i).parameters().get("W1").values())
            .isEqualTo(alone.get(i).parameters().get("W1").values());
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
      assertThatThrownBy(
              () ->
                  perform(
                      job(pruned, 1, 2),
                      run,
                      said -> {
                        if (said.startsWith(line)) {
                          throw new IllegalStateException("killed");
                        }
                      }))
          .hasMessage("killed");
      assertThat(file(run, "snapshots")).doesNotExist();
      perform(job(pruned, 1, 2), run, said -> {});
      assertThat(file(run, "snapshots")).hasSameBinaryContentAs(file(whole, "snapshots"));
      assertThat(file(run, "history")).hasSameBinaryContentAs(file(whole, "history"));
    }
  }

  @Test
  void studentsStartSmallWithoutBiasesAndLearn() throws IOException {
    Path run = run(Map.of(), 1, 2);
    Table history = ArtifactReader.read(file(run, "history")).tables().get(0);
    Stops stops = Stops.of(job(Map.of(), 1));
    assertThat(stops.steps()).containsExactly(0, 5, 20, 30, STEPS);
    double[] losses = history.doubles("evaluation_loss");
    assertThat(history.ints("stop")).containsExactly(0, 0, 1, 1, 2, 2, 3, 3, 4, 4);
    assertThat(losses[0]).isCloseTo(Math.log(2), within(1e-3));
    assertThat(losses[2]).isNaN();
    assertThat(losses[8]).isLessThan(losses[0] / 2);
    Weights.Entry start = entries(run).get(0);
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
    float[] small = entries(run(Map.of(), 1)).get(0).parameters().get("W1").values();
    float[] great =
        entries(run(Map.of("initial_std", 0.02), 1)).get(0).parameters().get("W1").values();
    for (int i = 0; i < small.length; i++) {
      assertThat(great[i]).isCloseTo(2 * small[i], within(1e-8f));
    }
  }

  @Test
  void pruningAndTrainingAgainAreThoseOfThePlainLoopsInFloat64() throws IOException {
    int rounds = 3;
    double target = 0.5;
    Map<String, Object> pruned = Map.of("prune_rounds", rounds, "prune_share", target);
    Path run = run(pruned, 1);
    List<Weights.Entry> kept = entries(run);
    Stops stops = Stops.of(job(pruned, 1));
    Streams streams = new Streams("tiny", 1);
    BinaryCifar10 images =
        BinaryCifar10.train(
            Cifar10.read(folder.resolve("dataset.noise.dataset.arrow")),
            SAMPLES,
            streams,
            0.5,
            0.5);
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
    perform(job(changes, seeds), run, line -> {});
    return run;
  }

  private static Path newRun() throws IOException {
    Path run = Files.createTempDirectory(folder, "run");
    String file = StageTask.fileName("dataset.noise", "dataset");
    Files.createLink(run.resolve(file), folder.resolve(file));
    return run;
  }

  private static void perform(Job job, Path run, Consumer<String> log) {
    new RaceStudentStage().run(task(job, run, log));
  }

  private static StageTask task(Job job, Path run, Consumer<String> log) {
    return new StageTask(
        job, run, run, Optional.of(run.resolveSibling(run.getFileName() + "-state")), log);
  }

  private static Path file(Path run, String kind) {
    return run.resolve(StageTask.fileName("student", kind));
  }

  private static List<Weights.Entry> entries(Path run) {
    Artifact snapshots = ArtifactReader.read(file(run, "snapshots")).expect("snapshots");
    return snapshots.tables().stream().flatMap(table -> Weights.entries(table).stream()).toList();
  }

  private static Job job(Map<String, Object> changes, int... seeds) {
    return job(
        changes, Arrays.stream(seeds).mapToObj(seed -> new Member(seed, new TreeMap<>())).toList());
  }

  private static Job job(Map<String, Object> changes, List<Member> members) {
    Map<String, Object> values = new TreeMap<>();
    values.put("train_samples", SAMPLES);
    values.put("pixel_mean", 0.5);
    values.put("pixel_std", 0.5);
    values.put("hidden_nodes", 6);
    values.put("initial_std", 0.01);
    values.put("learning_rate", RATE);
    values.put("momentum", 0.9);
    values.put("batch", BATCH);
    values.put("steps", STEPS);
    values.put("snapshot_steps", new int[] {5, 20});
    values.put("loss_steps", new int[] {30});
    values.put("prune_share", 0.5);
    values.put("prune_rounds", 0);
    values.put("threads", 1);
    values.putAll(changes);
    SortedMap<String, Setting> settings = new TreeMap<>();
    values.forEach(
        (name, value) -> settings.put(name, new Setting(Json.tree(value), Source.A, null)));
    return new Job(
        "student",
        Stage.STUDENT,
        "sample",
        "tiny",
        "race",
        "smoke",
        settings,
        members,
        new TreeMap<>(Map.of("dataset", "dataset.noise")),
        null);
  }

  private static void writeImages() {
    RandomGenerator random = new Streams("tiny", 1).stream("images", "", Streams.ONCE);
    byte[] noise = new byte[PIXELS + 1000];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (byte) random.nextInt(200);
    }
    StageTask task =
        task(
            new Job(
                "dataset.noise",
                Stage.DATASET,
                "",
                "",
                "cifar10",
                "",
                new TreeMap<>(),
                List.of(),
                new TreeMap<>(),
                null),
            folder,
            line -> {});
    try (ArtifactWriter writer =
        new ArtifactWriter(
            task.outputPath("dataset"), task.record("dataset", Map.of(), Map.of()))) {
      int rows = 10_000;
      for (int batch = 0; batch < 6; batch++) {
        boolean[] test = new boolean[rows];
        Arrays.fill(test, batch == 5);
        int[] labels = new int[rows];
        byte[] images = new byte[rows * PIXELS];
        for (int i = 0; i < rows; i++) {
          labels[i] = random.nextInt(10);
          int shift = random.nextInt(1000);
          int brighter = labels[i] == 1 || labels[i] == 2 ? 40 : 0;
          for (int p = 0; p < PIXELS; p++) {
            images[i * PIXELS + p] = (byte) (noise[shift + p] + brighter);
          }
        }
        writer.append(
            new Table(
                new Column.Flags("test", test),
                new Column.Ints("label", labels),
                new Column.Blobs("image", PIXELS, images)));
      }
      writer.finish();
    }
  }
}
