package io.luckynodes.metrics.vgg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.artifact.ArtifactReader;
import io.luckynodes.artifact.Table;
import io.luckynodes.dataset.VggBatchNormStage;
import io.luckynodes.job.Job;
import io.luckynodes.job.Member;
import io.luckynodes.job.Setting;
import io.luckynodes.job.Source;
import io.luckynodes.job.Stage;
import io.luckynodes.json.Json;
import io.luckynodes.stage.StageTask;
import io.luckynodes.statistics.Moments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VggMetricsTest {
  /** Data kept beside the project, if this machine has it. */
  private static final Path DATA = Path.of("../shared/data");

  @TempDir private Path folder;

  @Test
  void momentsAreThoseOfTheirDefinition() {
    Moments moments = Moments.of(new float[] {1, -2, 4, 0, -8});

    assertThat(moments.count()).isEqualTo(5);
    assertThat(moments.mean()).isEqualTo(-1);
    // Squares of 2, -1, 5, 1, -7 sum to 80.
    assertThat(moments.deviation()).isCloseTo(Math.sqrt(80 / 4.0), within(1e-15));
    assertThat(moments.positive()).isEqualTo(2);
    assertThat(moments.negative()).isEqualTo(2);
  }

  private Map<String, Table> measured(Path own, String network) {
    Job dataset =
        new Job(
            "dataset." + network,
            Stage.DATASET,
            "",
            "",
            network,
            "",
            new TreeMap<>(),
            List.of(),
            new TreeMap<>(),
            null);
    new VggBatchNormStage()
        .run(
            new StageTask(dataset, folder, folder, Optional.empty(), line -> {}), Optional.of(own));
    Job metrics =
        new Job(
            "metrics." + network + ".s1",
            Stage.METRICS,
            "luck-matters",
            network,
            network,
            "paper",
            new TreeMap<>(
                Map.of(
                    "measure",
                    new Setting(Json.tree(List.of("batch-norm", "biases")), Source.A, null))),
            List.of(new Member(1, new TreeMap<>())),
            new TreeMap<>(Map.of("dataset", "dataset." + network)),
            null);
    StageTask task = new StageTask(metrics, folder, folder, Optional.empty(), line -> {});
    new VggMetricsStage().run(task);
    return Map.of(
        "batch-norm",
        ArtifactReader.read(task.outputPath("batch-norm")).tables().get(0),
        "biases",
        ArtifactReader.read(task.outputPath("biases")).tables().get(0));
  }

  /**
   * The oracle is a second publication of the same networks, which gives three decimals. A network
   * is compared if a file called after it lies beside the oracle, in whatever form.
   */
  @ParameterizedTest
  @ValueSource(strings = {"vgg11-bn", "vgg16-bn"})
  void momentsAreThoseThatOthersPublished(String network) throws IOException {
    String model = network.replace('-', '_');
    Path oracle = DATA.resolve("vgg_bn_moments.csv");
    Assumptions.assumeTrue(Files.exists(oracle), () -> oracle + " is not on this machine");
    Assumptions.assumeTrue(holds(DATA, model), () -> DATA + " holds no file of " + model);
    Table layers = measured(DATA, network).get("batch-norm");

    List<String> lines = Files.readAllLines(oracle);
    List<String> columns = List.of(lines.get(0).split(",", -1));
    List<String[]> expected =
        lines.stream()
            .map(line -> line.split(",", -1))
            .filter(cells -> cells[0].equals(model))
            .toList();
    assertThat(layers.rows()).isEqualTo(expected.size()).isPositive();
    Map<String, String> named =
        Map.of(
            "bias", "bias",
            "weight", "scale",
            "running_mean", "running_mean",
            "running_var", "running_var");
    for (int layer = 0; layer < expected.size(); layer++) {
      String[] cells = expected.get(layer);
      assertThat(layers.ints("channels")[layer])
          .isEqualTo(Integer.parseInt(cells[columns.indexOf("channels")]));
      for (Map.Entry<String, String> vector : named.entrySet()) {
        for (String moment : List.of("_mean", "_std")) {
          double published = Double.parseDouble(cells[columns.indexOf(vector.getKey() + moment)]);
          assertThat(layers.doubles(vector.getValue() + moment)[layer])
              .as("layer %d, %s%s", layer, vector.getKey(), moment)
              .isCloseTo(published, within(0.0005001));
        }
      }
    }
  }

  private static boolean holds(Path folder, String model) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.getFileName().toString().startsWith(model));
    }
  }

  @Test
  void signsOfVgg11AreCountedStrictly() {
    Path csv = DATA.resolve("vgg11_bn.csv");
    Assumptions.assumeTrue(Files.exists(csv), () -> DATA + " is not on this machine");
    Map<String, Table> tables = measured(csv, "vgg11-bn");

    assertThat(tables.get("batch-norm").ints("positive"))
        .containsExactly(22, 32, 53, 7, 7, 0, 4, 0);
    assertThat(tables.get("batch-norm").ints("negative"))
        .containsExactly(42, 96, 203, 249, 505, 512, 508, 512);
    Table biases = tables.get("biases");
    assertThat(biases.rows()).isEqualTo(2752);
    int[] layers = biases.ints("layer");
    double[] values = biases.doubles("bias");
    double greatest =
        IntStream.range(0, values.length)
            .filter(i -> layers[i] == 7)
            .mapToDouble(i -> values[i])
            .max()
            .orElseThrow();
    assertThat(greatest).isNegative().isCloseTo(0, within(1e-7));
    assertThat(Arrays.stream(values).filter(value -> value > 0).count()).isEqualTo(125);
  }
}
