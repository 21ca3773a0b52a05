package io.luckynodes.figure;

import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.MixtureRow;
import io.luckynodes.table.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The mixture coefficients H* and β* between student and teacher as maps, before and after
 * training, with teacher nodes in rows and student nodes in columns. Layers run from top to bottom
 * as in the network. All maps of a layer have the same order of students: by the teacher node with
 * which a student correlates most after training, and for one teacher node the closest first. A
 * diagonal appears where students receive the gradient of the teacher node that they come to
 * resemble. The maps of a layer before and after training have one scale, which their titles give.
 */
final class MixtureMaps implements Drawing {
  private static final double ASPECT = 0.85;

  private static final String CORRELATION = "correlation";

  /** Number of shades of the colour bar, from −1 to 1. */
  private static final int SHADES = 9;

  /** A kind of coefficients. */
  private record Kind(String column, Text name) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("h", Text.of("").italic("H").plain("*ᵀ")),
          new Kind("beta", Text.of("").italic("β").plain("*ᵀ")));

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    Rows all = metrics.selected(MixtureRow.class, spec);
    int seed = options.measured("seed", new int[] {options.integer("seed")}, all)[0];
    Rows rows = all.where("seed", seed);
    int[] epochs = all.distinctInts("epoch");
    int[] layers = rows.distinctInts("layer");
    int[] ends = {epochs[0], epochs[epochs.length - 1]};
    List<Plate.Row> grid = new ArrayList<>();
    List<Text> rowTitles = new ArrayList<>();
    for (int l = layers.length - 1; l >= 0; l--) {
      Rows layer = rows.where("layer", layers[l]);
      // Panels and titles count layers from 1.
      String name = "layer " + (layers[l] + 1);
      String where = l == layers.length - 1 ? " (top)" : l == 0 ? " (lowest)" : "";
      rowTitles.add(Text.of(name + where));
      Axis x =
          nodes(
              l == 0 ? "student node, sorted by the teacher node it resembles most in the end" : "",
              layer.distinctInts("student").length,
              Axis.Scale.WHOLE);
      Axis y = nodes("teacher node", layer.distinctInts("teacher").length, Axis.Scale.DOWNWARD);
      List<Panel> panels = new ArrayList<>();
      int[] order = order(filled(known(layer, ends), CORRELATION));
      for (Kind kind : KINDS) {
        double limit = largest(layer, kind.column, ends);
        for (int epoch : ends) {
          panels.add(
              panel(
                  name + ", " + kind.name.unstyled() + ", epoch " + epoch,
                  layer.where("epoch", epoch),
                  kind.column,
                  order,
                  limit,
                  x,
                  y));
        }
      }
      grid.add(new Plate.Row(panels, ASPECT));
    }
    List<Text> columns = new ArrayList<>();
    for (Kind kind : KINDS) {
      columns.add(kind.name.plain(" before"));
      columns.add(kind.name.plain(" after"));
    }
    return new Plate(
        grid,
        columns,
        rowTitles,
        bar(),
        List.of(
            "Seed "
                + seed
                + ", before training and after epoch "
                + ends[1]
                + ". The two maps of a layer before and after have one scale: the title gives the"
                + " greatest size of a number in them, which the colours go up to. Students stand in"
                + " the order of the end of training in all maps of a layer."));
  }

  private static Axis nodes(String title, int count, Axis.Scale scale) {
    return new Axis(Text.of(title), 0.5, Math.max(1, count) + 0.5, scale);
  }

  /** Rows at the end of training, or at the start if the network diverged. */
  private static Rows known(Rows layer, int... ends) {
    Rows last = layer.where("epoch", ends[1]);
    return !last.isEmpty() && last.notFinite(CORRELATION).isEmpty()
        ? last
        : layer.where("epoch", ends[0]);
  }

  /**
   * The greatest magnitude of a layer's numbers at some epochs; 1 if all are 0 or none is finite.
   */
  private static double largest(Rows layer, String column, int... epochs) {
    double largest =
        Arrays.stream(epochs)
            .mapToObj(epoch -> layer.where("epoch", epoch).values(column))
            .flatMapToDouble(Arrays::stream)
            .map(Math::abs)
            .filter(Double::isFinite)
            .max()
            .orElse(0);
    return largest > 0 ? largest : 1;
  }

  private static Panel panel(
      String name, Rows rows, String column, int[] order, double limit, Axis x, Axis y) {
    String remark = rows.isEmpty() ? "not measured, or diverged" : "diverged";
    if (rows.isEmpty()
        || !rows.notFinite(column).isEmpty()
        || !rows.notFinite(CORRELATION).isEmpty()) {
      return new Panel(name, Text.of(""), x, y, List.of(), remark);
    }
    return new Panel(
        name,
        Text.of("±" + Numbers.significant(limit, 2)),
        x,
        y,
        List.of(),
        remark,
        Optional.of(HeatMap.signed("teacher", matrix(rows, column, order), limit)));
  }

  /** A matrix with teacher nodes in rows and student nodes in columns, in the given order. */
  private static double[][] matrix(Rows rows, String column, int[] order) {
    double[][] found = filled(rows, column);
    double[][] sorted = new double[found.length][];
    for (int i = 0; i < sorted.length; i++) {
      double[] row = found[i];
      sorted[i] = Arrays.stream(order).mapToDouble(j -> row[j]).toArray();
    }
    return sorted;
  }

  private static double[][] filled(Rows rows, String column) {
    int[] teachers = rows.ints("teacher");
    int[] students = rows.ints("student");
    double[] values = rows.values(column);
    double[][] matrix =
        new double[Arrays.stream(teachers).max().orElse(0) + 1]
            [Arrays.stream(students).max().orElse(0) + 1];
    for (int i = 0; i < values.length; i++) {
      matrix[teachers[i]][students[i]] = values[i];
    }
    return matrix;
  }

  /**
   * Student nodes in the order of the teacher node that each correlates with most, and for one
   * teacher node the closest first.
   *
   * @param rho [teacher][student]
   */
  static int[] order(double[][] rho) {
    int[] best = new int[rho[0].length];
    for (int j = 0; j < best.length; j++) {
      for (int i = 1; i < rho.length; i++) {
        best[j] = rho[i][j] > rho[best[j]][j] ? i : best[j];
      }
    }
    return IntStream.range(0, best.length)
        .boxed()
        .sorted(
            Comparator.comparingInt((Integer j) -> best[j])
                .thenComparingDouble(j -> -rho[best[j]][j])
                .thenComparingInt(j -> j))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static Key bar() {
    List<Key.Shade> shades = new ArrayList<>();
    for (int s = 0; s < SHADES; s++) {
      double share = 2.0 * s / (SHADES - 1) - 1;
      shades.add(new Key.Shade(Numbers.plain(share), Palette.signed(share)));
    }
    return new Key.ColourBar(Text.of("× scale"), shades);
  }
}
