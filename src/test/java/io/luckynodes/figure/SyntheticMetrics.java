package io.luckynodes.figure;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.artifact.ArtifactWriter;
import io.luckynodes.artifact.ProvenanceRecord;
import io.luckynodes.artifact.Table;
import io.luckynodes.artifact.TableBuilder;
import io.luckynodes.job.DrawnExperiment;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.job.Job;
import io.luckynodes.job.Setting;
import io.luckynodes.job.Source;
import io.luckynodes.job.Stage;
import io.luckynodes.json.Json;
import io.luckynodes.random.Streams;
import io.luckynodes.stage.StageTask;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Metrics that look like real ones, and figures to draw from them. */
final class SyntheticMetrics {
  static final int[] WIDTHS = {1, 2, 5, 10};
  static final int[] POLARITIES = {0, 1, 2};
  static final double[] MORE_POLARITIES = {0, 0.5, 1, 1.5, 2, 2.5};

  private SyntheticMetrics() {}

  /** Students that follow a teacher have a large fan-out norm, the rest a small one: an L. */
  static Table studentNodes(int firstSeed, int lastSeed, int teachers) {
    TableBuilder table = new TableBuilder();
    for (int polarity : POLARITIES) {
      for (int width : WIDTHS) {
        for (int seed = firstSeed; seed <= lastSeed; seed++) {
          RandomGenerator random =
              new Streams("synthetic", seed).stream("nodes", polarity + "/" + width, Streams.ONCE);
          for (int student = 0; student < teachers * width; student++) {
            int teacher = student % teachers;
            double strength = Math.pow(teacher + 1, -polarity);
            boolean specialised =
                student < teachers && random.nextDouble() < 1 - 0.35 * polarity / width;
            double correlation =
                specialised
                    ? 1 - 0.02 * random.nextDouble()
                    : Math.min(1, 0.15 + 0.6 * random.nextDouble());
            double norm =
                specialised
                    ? strength * (1.7 + 0.3 * random.nextGaussian())
                    : Math.abs(0.08 * random.nextGaussian()) + 0.3 * correlation / width;
            Map<String, Object> row = start(seed, 100);
            row.put("polarity", (double) polarity);
            row.put("teacher_nodes", (double) teachers);
            row.put("over_realisation", (double) width);
            row.put("layer", 0);
            row.put("student", student);
            row.put("best_teacher", teacher);
            row.put("correlation", correlation);
            row.put("fan_out", Math.max(0, norm));
            table.add(row);
          }
        }
      }
    }
    return table.build();
  }

  /** Biases that move to the left from layer to layer. */
  static double[][] layersOfBiases(int layers, int channels) {
    double[][] biases = new double[layers][channels];
    for (int layer = 0; layer < layers; layer++) {
      RandomGenerator random =
          new Streams("synthetic", 1).stream("biases", "" + layer, Streams.ONCE);
      for (int channel = 0; channel < channels; channel++) {
        biases[layer][channel] = 0.15 * random.nextGaussian() - 0.6 * layer / layers;
      }
    }
    return biases;
  }

  /** A network's BatchNorm biases: the values of each layer, lowest first. */
  static Table biases(double[]... layers) {
    TableBuilder table = new TableBuilder();
    for (int layer = 0; layer < layers.length; layer++) {
      for (int channel = 0; channel < layers[layer].length; channel++) {
        Map<String, Object> row = start(1, 0);
        row.put("layer", layer);
        row.put("channel", channel);
        row.put("bias", layers[layer][channel]);
        table.add(row);
      }
    }
    return table.build();
  }

  /** The table that goes with {@link #biases}. */
  static Table batchNorm(double[]... layers) {
    TableBuilder table = new TableBuilder();
    for (int layer = 0; layer < layers.length; layer++) {
      Map<String, Object> row = start(1, 0);
      row.put("layer", layer);
      row.put("channels", layers[layer].length);
      row.put("negative", (int) Arrays.stream(layers[layer]).filter(bias -> bias < 0).count());
      row.put("bias_mean", Arrays.stream(layers[layer]).average().orElseThrow());
      table.add(row);
    }
    return table.build();
  }

  static FigureSpec biasHistograms() {
    return spec(
        "luck-matters/fig14",
        "Most BatchNorm biases are negative",
        "bias-histograms",
        "{\"x_range\": [-1.4, 0.8], \"bin_width\": 0.05}",
        "{}",
        List.of());
  }

  /** Student nodes of three layers that move towards an L, lower layers sooner. */
  static Table layerNodes(int seeds, int nodes, int... epochs) {
    TableBuilder table = new TableBuilder();
    for (int epoch : epochs) {
      for (int seed = 1; seed <= seeds; seed++) {
        for (int layer = 0; layer < 3; layer++) {
          RandomGenerator random =
              new Streams("synthetic", seed).stream("layer nodes", "" + layer, Streams.ONCE);
          double progress = 1 - Math.exp(-epoch / (5.0 + 10 * layer));
          for (int student = 0; student < nodes; student++) {
            boolean specialised = student % 4 == 0;
            double start = 0.2 + 0.4 * random.nextDouble();
            double target = specialised ? 1 - 0.02 * random.nextDouble() : start;
            double norm = specialised ? 1 + 2 * progress : 1 - 0.9 * progress;
            Map<String, Object> row = start(seed, epoch);
            row.put("layer", layer);
            row.put("student", student);
            row.put("best_teacher", 0);
            row.put("correlation", start + progress * (target - start));
            row.put("fan_out", norm * (3 - layer) * (0.9 + 0.2 * random.nextDouble()));
            table.add(row);
          }
        }
      }
    }
    return table.build();
  }

  /** Four layers that saturate, lower ones sooner and higher. */
  static Table layers(int seeds, int epochs) {
    TableBuilder table = new TableBuilder();
    for (int width : WIDTHS) {
      for (int seed = 1; seed <= seeds; seed++) {
        RandomGenerator random =
            new Streams("synthetic", seed).stream("layers", "" + width, Streams.ONCE);
        double offset = 0.03 * random.nextGaussian();
        for (int epoch = 0; epoch <= epochs; epoch++) {
          for (int layer = 0; layer < 4; layer++) {
            double top = 0.62 + 0.1 * Math.log(width) - 0.07 * layer + offset;
            Map<String, Object> row = start(seed, epoch);
            row.put("over_realisation", (double) width);
            row.put("layer", layer);
            row.put(
                "mean_best_correlation",
                0.25 + (top - 0.25) * (1 - Math.exp(-epoch / (8.0 + 5 * layer))));
            row.put("matched_share", 0.1);
            table.add(row);
          }
        }
      }
    }
    return table.build();
  }

  static Table evaluation(int seeds, int epochs, double teacherAccuracy) {
    TableBuilder table = new TableBuilder();
    for (int width : WIDTHS) {
      for (int seed = 1; seed <= seeds; seed++) {
        RandomGenerator random =
            new Streams("synthetic", seed).stream("accuracy", "" + width, Streams.ONCE);
        for (int epoch = 0; epoch <= epochs; epoch++) {
          double top = 0.68 + 0.05 * Math.log(width);
          Map<String, Object> row = start(seed, epoch);
          row.put("over_realisation", (double) width);
          row.put("loss", 1.0 / (epoch + 1));
          row.put(
              "accuracy",
              0.1 + (top - 0.1) * (1 - Math.exp(-epoch / 6.0)) + 0.008 * random.nextGaussian());
          row.put("teacher_accuracy", teacherAccuracy);
          table.add(row);
        }
      }
    }
    return table.build();
  }

  /** Two teachers; the first two of six students move onto them, the rest lose their fan-out. */
  static Table boundaries(int... epochs) {
    double[][] teachers = {{0.8, 0.6, 0.2}, {-0.5, 0.9, -0.1}};
    TableBuilder table = new TableBuilder();
    for (int epoch : epochs) {
      double progress = 1 - Math.exp(-epoch / 12.0);
      for (int node = 0; node < teachers.length; node++) {
        table.add(boundary(epoch, "teacher", node, teachers[node], 1.5));
      }
      for (int node = 0; node < 6; node++) {
        RandomGenerator random =
            new Streams("synthetic", 1).stream("line", "" + node, Streams.ONCE);
        double[] line = {random.nextGaussian(), random.nextGaussian(), 0.4 * random.nextGaussian()};
        if (node < 2) {
          for (int i = 0; i < 3; i++) {
            line[i] += progress * (teachers[node][i] - line[i]);
          }
        }
        double norm = node < 2 ? 0.1 + 1.4 * progress : 0.1 * (1 - progress);
        table.add(boundary(epoch, "student", node, line, norm));
      }
    }
    return table.build();
  }

  /** Teacher nodes that are matched sooner and more often if they are strong or students wide. */
  static Table teacherNodes(double[] polarities, int seeds, int teachers, int... epochs) {
    TableBuilder table = new TableBuilder();
    for (double polarity : polarities) {
      for (int width : WIDTHS) {
        for (int seed = 1; seed <= seeds; seed++) {
          RandomGenerator random =
              new Streams("synthetic", seed).stream("teachers", polarity + "/" + width, 0);
          for (int teacher = 0; teacher < teachers; teacher++) {
            double slow = 3 * Math.pow(teacher + 1, polarity) / width * (0.5 + random.nextDouble());
            for (int epoch : epochs) {
              Map<String, Object> row = start(seed, epoch);
              row.put("polarity", polarity);
              row.put("teacher_nodes", (double) teachers);
              row.put("over_realisation", (double) width);
              table.add(teacher(row, teacher, 1 - 0.7 * Math.exp(-epoch / slow)));
            }
          }
        }
      }
    }
    return table.build();
  }

  /** Best correlations of one cell that rise one teacher node after the other. */
  static Table arrivals(int seeds, int teachers, int epochs) {
    TableBuilder table = new TableBuilder();
    for (int seed = 1; seed <= seeds; seed++) {
      RandomGenerator random = new Streams("synthetic", seed).stream("arrivals", "", 0);
      for (int teacher = 0; teacher < teachers; teacher++) {
        double arrival = 1.3 * teacher * (1 + 0.5 * random.nextDouble());
        for (int epoch = 0; epoch <= epochs; epoch++) {
          table.add(
              teacher(
                  start(seed, epoch),
                  teacher,
                  0.2 + 0.8 / (1 + Math.exp((arrival - epoch + 3) / 2.0))));
        }
      }
    }
    return table.build();
  }

  private static Map<String, Object> teacher(
      Map<String, Object> row, int teacher, double correlation) {
    row.put("layer", 0);
    row.put("teacher", teacher);
    row.put("best_student", 0);
    row.put("correlation", correlation);
    row.put("matched", correlation > 0.95);
    return row;
  }

  /** Losses that fall, those of wide students further. */
  static Table learningCurves(double[] polarities, int seeds, int epochs) {
    TableBuilder table = new TableBuilder();
    for (double polarity : polarities) {
      for (int width : WIDTHS) {
        for (int seed = 1; seed <= seeds; seed++) {
          RandomGenerator random =
              new Streams("synthetic", seed).stream("losses", polarity + "/" + width, 0);
          double bottom = -2 - polarity - 0.5 * Math.log(width) + 0.4 * random.nextGaussian();
          for (int epoch = 0; epoch <= epochs; epoch++) {
            Map<String, Object> row = start(seed, epoch);
            row.put("polarity", polarity);
            row.put("teacher_nodes", 20.0);
            row.put("over_realisation", (double) width);
            double loss = Math.pow(10, -0.2 + (bottom + 0.2) * (1 - Math.exp(-epoch / 15.0)));
            row.put("train_loss", epoch == 0 ? Double.NaN : loss);
            row.put("evaluation_loss", loss);
            table.add(row);
          }
        }
      }
    }
    return table.build();
  }

  /** Students that run to the first teacher node, some of which then turn to another. */
  static Table pairs(int seeds, int teachers, int students, int epochs) {
    TableBuilder table = new TableBuilder();
    for (int seed = 1; seed <= seeds; seed++) {
      for (int student = 0; student < students; student++) {
        RandomGenerator random =
            new Streams("synthetic", seed).stream("pairs", "" + student, Streams.ONCE);
        int goal = random.nextInt(teachers);
        double turn = 8.0 * goal + 4 * random.nextDouble();
        double[] noise = random.doubles(teachers, -0.25, 0.25).toArray();
        for (int epoch = 0; epoch <= epochs; epoch++) {
          double moved = 1 / (1 + Math.exp((turn - epoch) / 2.5));
          for (int teacher = 0; teacher < teachers; teacher++) {
            double first = teacher == 0 ? 0.9 * (1 - Math.exp(-epoch / 3.0)) : noise[teacher];
            double last = teacher == goal ? 0.99 : noise[teacher] / 2;
            Map<String, Object> row = start(seed, epoch);
            row.put("layer", 0);
            row.put("teacher", teacher);
            row.put("student", student);
            row.put("correlation", (1 - moved) * first + moved * last);
            table.add(row);
          }
        }
      }
    }
    return table.build();
  }

  private static Map<String, Object> boundary(
      int epoch, String side, int node, double[] line, double norm) {
    Map<String, Object> row = start(1, epoch);
    row.put("side", side);
    row.put("node", node);
    row.put("w1", line[0]);
    row.put("w2", line[1]);
    row.put("bias", line[2]);
    row.put("fan_out", norm);
    return row;
  }

  private static Map<String, Object> start(int seed, int epoch) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("seed", seed);
    row.put("epoch", epoch);
    return row;
  }

  /** What a synthetic figure draws of an experiment. */
  static DrawnExperiment experiment(String id, int epochs, String select) {
    return new DrawnExperiment(
        id,
        id,
        "Synthetic",
        "fc",
        new TreeMap<>(Map.of("epochs", new Setting(Json.tree(epochs), Source.T, null))),
        selection(select),
        new TreeMap<>(),
        List.of("epochs " + epochs + " instead of 40"),
        List.of(),
        null);
  }

  /**
   * Four layers whose ρ̄ saturates, lower ones sooner and higher, with BatchNorm sooner.
   *
   * @param axes values of the cells' axes, by axis; each combination is a cell
   */
  static Table courses(String table, double speed, int seeds, int epochs, Map<String, int[]> axes) {
    TableBuilder built = new TableBuilder();
    for (Map<String, Object> cell : cells(axes)) {
      double faster =
          speed
              * (1 + (double) cell.getOrDefault("batch_norm", 0.0))
              * (1 + (double) cell.getOrDefault("fresh_samples", 0.0) / 2);
      for (int seed = 1; seed <= seeds; seed++) {
        double own = new Streams("synthetic", seed).stream("courses", "" + cell, 0).nextGaussian();
        for (int epoch = 0; epoch <= epochs; epoch++) {
          for (int layer = 0; layer < 4; layer++) {
            double progress = 1 - Math.exp(-faster * epoch / (3 + 3 * layer));
            double rank = 0.35 * (1 + 0.1 * own) * (1 - progress);
            Map<String, Object> row = start(seed, epoch);
            row.putAll(cell);
            if (table.equals("evaluation")) {
              // A row for the network, not for each layer.
              if (layer == 0) {
                row.put("loss", 1 - progress);
                row.put("accuracy", 0.1 + 0.45 * progress + 0.005 * own);
                row.put("teacher_accuracy", 0.52 + 0.01 * seed);
                built.add(row);
              }
              continue;
            }
            row.put("layer", layer);
            if (table.equals("layers")) {
              row.put(
                  "mean_best_correlation",
                  0.3 + (0.65 - 0.1 * layer) * progress + 0.02 * own * (1 - progress));
              row.put("matched_share", progress);
            } else {
              row.put("mean_rank", epoch == epochs ? 0 : rank);
              row.put("median_rank", epoch == epochs ? 0 : 0.6 * rank);
            }
            built.add(row);
          }
        }
      }
    }
    return built.build();
  }

  private static List<Map<String, Object>> cells(Map<String, int[]> axes) {
    List<Map<String, Object>> cells = new ArrayList<>();
    cells.add(new LinkedHashMap<>());
    for (Map.Entry<String, int[]> axis : new TreeMap<>(axes).entrySet()) {
      List<Map<String, Object>> longer = new ArrayList<>();
      for (Map<String, Object> cell : cells) {
        for (int value : axis.getValue()) {
          Map<String, Object> more = new LinkedHashMap<>(cell);
          more.put(axis.getKey(), (double) value);
          longer.add(more);
        }
      }
      cells = longer;
    }
    return cells;
  }

  /**
   * Figure 6 of Luck Matters: ρ̄, r̄ and accuracy, of two experiments that sweep different axes.
   */
  static FigureSpec courses() {
    StringBuilder rows = new StringBuilder();
    for (String show : List.of("correlation", "mean-rank", "accuracy")) {
      rows.append(rows.isEmpty() ? "[" : "], [");
      for (String id : List.of("fc", "conv")) {
        for (int batchNorm : List.of(1, 0)) {
          rows.append(id.equals("fc") && batchNorm == 1 ? "" : ", ")
              .append(
                  "{\"show\": \"%s\", \"experiment\": \"%s\", \"batch_norm\": %d}"
                      .formatted(show, id, batchNorm));
        }
      }
    }
    return spec(
        "luck-matters/fig06",
        "Layers come to resemble their teachers'",
        "layer-courses",
        "{\"columns\": [\"FC with BatchNorm\", \"FC without\", \"ConvNet with BatchNorm\","
            + " \"ConvNet without\"], \"panels\": ["
            + rows
            + "]]}",
        List.of(
            experiment("fc", 30, "{\"batch_norm\": [0, 1]}"),
            experiment("conv", 8, "{\"batch_norm\": [0, 1], \"fresh_samples\": [1]}")));
  }

  /** Figure 17 of Luck Matters: mean and median ranks of one experiment. */
  static FigureSpec ranks() {
    return spec(
        "luck-matters/fig17",
        "Final winners lead early",
        "layer-courses",
        "{\"columns\": [\"finite data\", \"infinite data\"], \"rows\": [\"with BatchNorm\","
            + " \"without BatchNorm\"], \"panels\": ["
            + "[{\"show\": \"ranks\", \"batch_norm\": 1, \"fresh_samples\": 0},"
            + " {\"show\": \"ranks\", \"batch_norm\": 1, \"fresh_samples\": 1}],"
            + "[{\"show\": \"ranks\", \"batch_norm\": 0, \"fresh_samples\": 0},"
            + " {\"show\": \"ranks\", \"batch_norm\": 0, \"fresh_samples\": 1}]]}",
        List.of(experiment("conv", 8, "{\"batch_norm\": [0, 1], \"fresh_samples\": [0, 1]}")));
  }

  /** Writes what {@link #courses()} draws. */
  static void writeCourses(Path folder) {
    for (String table : List.of("layers", "winner-ranks", "evaluation")) {
      write(
          folder,
          "m1",
          "fc",
          table,
          courses(table, 0.5, 5, 30, Map.of("batch_norm", new int[] {0, 1})));
      write(folder, "m2", "conv", table, convNetCourses(table));
    }
  }

  static Table convNetCourses(String table) {
    return courses(
        table, 1, 2, 8, Map.of("batch_norm", new int[] {0, 1}, "fresh_samples", new int[] {0, 1}));
  }

  static FigureSpec mixtureMaps() {
    return spec(
        "luck-matters/fig16",
        "Student nodes receive the gradient of the teacher node they resemble",
        "mixture-maps",
        "{\"seed\": 1}",
        "{\"batch_norm\": [0]}",
        List.of());
  }

  /**
   * Coefficients of four layers that are noise before training; after it each student node's stand
   * out where it meets the teacher node it follows, those of H* more.
   */
  static Table mixture(int seeds, int... widths) {
    TableBuilder table = new TableBuilder();
    for (int epoch : new int[] {0, 40}) {
      for (int seed = 1; seed <= seeds; seed++) {
        for (int layer = 0; layer < widths.length; layer++) {
          RandomGenerator random =
              new Streams("synthetic", seed).stream("mixture", "" + layer, epoch);
          for (int teacher = 0; teacher < widths[layer]; teacher++) {
            for (int student = 0; student < 10 * widths[layer]; student++) {
              boolean follows = epoch > 0 && student % widths[layer] == teacher;
              double noise = random.nextGaussian();
              Map<String, Object> row = start(seed, epoch);
              row.put("batch_norm", 0.0);
              row.put("layer", layer);
              row.put("teacher", teacher);
              row.put("student", student);
              row.put("beta", follows ? 1 + 0.2 * noise : 0.2 * noise);
              row.put("h", follows ? 0.5 + 0.1 * noise : 0.02 * noise);
              row.put(
                  "correlation",
                  follows ? 0.8 + 0.2 * random.nextDouble() : 0.5 * random.nextDouble());
              table.add(row);
            }
          }
        }
      }
    }
    return table.build();
  }

  static FigureSpec scatter() {
    return spec(
        "student-specialization/fig07",
        "Students that follow no teacher have a small fan-out (two layers, m = 10 teacher nodes)",
        "fan-out-scatter",
        "{\"x_range\": [0, 1.1], \"y_range\": [-0.1, 2.5]}",
        "{\"polarity\": [0, 1, 2], \"over_realisation\": [1, 2, 5, 10], \"teacher_nodes\": [10]}",
        List.of());
  }

  static FigureSpec layerScatter() {
    return spec(
        "student-specialization/fig08",
        "Correlation and fan-out coefficient of student nodes of a deep network",
        "layer-scatter",
        "{\"x_range\": [-0.05, 1.05], \"epochs\": [0, 10, 20, 30, 40], \"seed\": 1}",
        "{}",
        List.of());
  }

  static FigureSpec boundariesFigure() {
    return spec(
        "student-specialization/fig03",
        "Decision boundaries of two teacher nodes and six students of two inputs",
        "decision-boundaries",
        "{\"epochs\": [0, 1, 5, 100], \"range\": [-1.5, 1.5], \"seed\": 1}",
        "{}",
        List.of());
  }

  static FigureSpec curves() {
    return spec(
        "student-specialization/fig13",
        "More over-realised students resemble the pruned teacher more (CIFAR-10)",
        "layer-curves",
        "{}",
        "{\"over_realisation\": [1, 2, 5, 10]}",
        List.of("epochs 100 → 60", "seeds 5 → 3", "teacher channels 64 → 16"));
  }

  static FigureSpec successRates() {
    return successRates(20);
  }

  static FigureSpec successRates(int teachers) {
    return spec(
        "student-specialization/fig09",
        "Strong teacher nodes are matched first, and wide students match more",
        "success-rates",
        "{\"epochs\": [5, 100]}",
        "{\"polarity\": [0.5, 1, 1.5, 2, 2.5], \"teacher_nodes\": [%d]}".formatted(teachers),
        List.of("seeds 16 instead of 32"));
  }

  static FigureSpec lossCurves() {
    return spec(
        "student-specialization/fig10",
        "With high polarity, wider students reach a lower loss",
        "loss-curves",
        "{\"x_range\": [0, 100], \"y_range\": [-8, 0]}",
        "{\"polarity\": [0, 0.5, 1, 1.5, 2, 2.5], \"teacher_nodes\": [20]}",
        List.of());
  }

  static FigureSpec pairCurves() {
    return spec(
        "student-specialization/fig11",
        "Students crowd to strong teacher nodes first, and some move on to weak ones",
        "pair-curves",
        "{\"seeds\": [1, 2, 3], \"x_range\": [0, 100]}",
        "{}",
        List.of());
  }

  static FigureSpec arrivalCurves() {
    return spec(
        "student-specialization/fig12",
        "Best correlation with each of twenty teacher nodes over training",
        "arrival-curves",
        "{\"seed\": 1, \"x_range\": [0, 100]}",
        "{}",
        List.of());
  }

  static FigureSpec spec(
      String id,
      String title,
      String drawing,
      String options,
      String select,
      List<String> reductions) {
    return spec(
        id,
        title,
        drawing,
        options,
        List.of(
            new DrawnExperiment(
                "synthetic",
                "synthetic",
                "Synthetic metrics",
                "two-layer",
                new TreeMap<>(),
                selection(select),
                new TreeMap<>(),
                reductions,
                List.of(),
                null)));
  }

  private static SortedMap<String, List<JsonNode>> selection(String select) {
    SortedMap<String, List<JsonNode>> selection = new TreeMap<>();
    tree(select)
        .properties()
        .forEach(
            e -> {
              List<JsonNode> values = new ArrayList<>();
              e.getValue().forEach(values::add);
              selection.put(e.getKey(), values);
            });
    return selection;
  }

  static FigureSpec spec(
      String id, String title, String drawing, String options, List<DrawnExperiment> experiments) {
    SortedMap<String, JsonNode> optionMap = new TreeMap<>();
    tree(options).properties().forEach(e -> optionMap.put(e.getKey(), e.getValue()));
    return new FigureSpec(
        id,
        title,
        "A caption.",
        "An alternative text with <marks> & more.",
        drawing,
        optionMap,
        experiments,
        List.of());
  }

  /** A figure's task; {@code jobs} are the ids of the metrics jobs it needs. */
  static StageTask task(FigureSpec spec, String scale, Path in, Path out, String... jobs) {
    SortedMap<String, String> needs = new TreeMap<>();
    for (String job : jobs) {
      needs.put("metrics-" + needs.size(), job);
    }
    Job job =
        new Job(
            "figure-" + spec.name(),
            Stage.FIGURE,
            spec.study(),
            "synthetic",
            "two-layer",
            scale,
            new TreeMap<>(),
            List.of(),
            needs,
            spec);
    return new StageTask(job, in, out, Optional.empty(), line -> {});
  }

  /** Writes a metrics table as the METRICS stage would. */
  static void write(Path folder, String job, String kind, Table table) {
    write(folder, job, "", kind, table);
  }

  static void write(Path folder, String job, String experiment, String kind, Table table) {
    ProvenanceRecord record =
        new ProvenanceRecord(
            ProvenanceRecord.FORMAT,
            kind,
            "metrics",
            job,
            Json.tree(Map.of("experiment", experiment)),
            new TreeMap<>(),
            new TreeMap<>(),
            "code",
            new TreeMap<>());
    ArtifactWriter.write(folder.resolve(StageTask.fileName(job, kind)), record, table);
  }

  private static JsonNode tree(String json) {
    return Json.read(json, JsonNode.class, "test");
  }
}
