package io.luckynodes.metrics;

import io.luckynodes.job.Member;
import io.luckynodes.table.EvaluationRow;
import io.luckynodes.table.LayersRow;
import io.luckynodes.table.StudentNodesRow;
import io.luckynodes.table.TableWriter;
import io.luckynodes.table.TeacherNodesRow;
import io.luckynodes.table.ThresholdsRow;
import io.luckynodes.table.WinnerRanksRow;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The tables of layers and nodes that all kinds of network share, from the correlations of nodes.
 */
public final class LayerTables {
  /**
   * A teacher node counts as matched when a student's correlation with it is above this. The number
   * is missing in the paper's text (section 6) and comes from the released code [C]: {@code
   * student_specialization/visualization/visualize.py:66} at {@code 625b5f7}.
   */
  public static final double MATCHED = 0.95;

  /** Thresholds in hundredths for counts of matched teacher nodes: 0.50 to 0.95. */
  private static final int LOWEST_THRESHOLD = 50;

  private static final int HIGHEST_THRESHOLD = 95;
  private static final int THRESHOLD_STEP = 5;

  private final TableWriter tables;

  /** Ranks by network, then by layer; empty unless ranks are wanted. */
  private final Map<Member, SortedMap<Integer, WinnerRanks>> winners = new LinkedHashMap<>();

  public LayerTables(TableWriter tables) {
    this.tables = tables;
  }

  /**
   * Adds the rows of every teacher node of a layer, and of the layer. Means, shares and ranks leave
   * out dead teacher nodes, since no student can follow them.
   *
   * @param rho correlation of every teacher node with every student node, [m][n]
   * @param dead which teacher nodes are dead, [m]
   */
  public void addLayer(Member member, int epoch, int layer, double[][] rho, boolean[] dead) {
    double[][] alive = rowsWithout(rho, dead);
    keepForRanks(member, epoch, layer, alive);
    int[] best = Correlations.bestColumns(rho);
    for (int i = 0; i < rho.length; i++) {
      double correlation = rho[i][best[i]];
      tables.add(
          member,
          epoch,
          new TeacherNodesRow(layer, i, best[i], correlation, correlation > MATCHED, dead[i]));
    }
    double[] followed =
        Arrays.stream(alive).mapToDouble(row -> Arrays.stream(row).max().orElseThrow()).toArray();
    tables.add(
        member,
        epoch,
        new LayersRow(
            layer,
            Arrays.stream(followed).average().orElse(0),
            (double) above(followed, MATCHED) / Math.max(1, followed.length),
            rho.length - alive.length));
    for (int hundredths = LOWEST_THRESHOLD;
        hundredths <= HIGHEST_THRESHOLD;
        hundredths += THRESHOLD_STEP) {
      double threshold = hundredths / 100.0;
      int above = above(followed, threshold);
      tables.add(
          member,
          epoch,
          new ThresholdsRow(
              layer, threshold, above, (double) above / Math.max(1, followed.length)));
    }
  }

  private static double[][] rowsWithout(double[][] rho, boolean[] dead) {
    return IntStream.range(0, rho.length)
        .filter(i -> !dead[i])
        .mapToObj(i -> rho[i])
        .toArray(double[][]::new);
  }

  private static int above(double[] values, double threshold) {
    return (int) Arrays.stream(values).filter(value -> value > threshold).count();
  }

  /**
   * Adds the rows of every student node of a layer.
   *
   * @param rho correlation of every teacher node with every student node, [m][n]
   * @param dead which teacher nodes are dead, [m]
   * @param fanOut ‖v_j‖ of each student node, [n]
   */
  public void addStudentNodes(
      Member member, int epoch, int layer, double[][] rho, boolean[] dead, double[] fanOut) {
    int[] best = Correlations.bestRows(rho, dead);
    for (int j = 0; j < best.length; j++) {
      tables.add(member, epoch, new StudentNodesRow(layer, j, best[j], rho[best[j]][j], fanOut[j]));
    }
  }

  /**
   * Adds the rows of layers and network at an epoch that a diverged network did not reach; they
   * hold NaN.
   *
   * @param teachers number of teacher nodes in each layer
   */
  public void addDiverged(Member member, int epoch, List<Integer> teachers) {
    for (int layer = 0; layer < teachers.size(); layer++) {
      double[][] unknown = new double[teachers.get(layer)][1];
      Arrays.stream(unknown).forEach(row -> Arrays.fill(row, Double.NaN));
      keepForRanks(member, epoch, layer, unknown);
      tables.add(member, epoch, new LayersRow(layer, Double.NaN, Double.NaN, 0));
    }
    tables.add(member, epoch, new EvaluationRow(Double.NaN, Double.NaN, Double.NaN));
  }

  /**
   * Keeps the correlations of an epoch: winners are known only when every epoch has been measured.
   */
  private void keepForRanks(Member member, int epoch, int layer, double[][] rho) {
    if (rho.length > 0 && tables.wants(WinnerRanksRow.class)) {
      winners
          .computeIfAbsent(member, m -> new TreeMap<>())
          .computeIfAbsent(layer, l -> new WinnerRanks())
          .add(epoch, rho);
    }
  }

  /** Adds the rows of winners' ranks, once every epoch has been measured. */
  public void finish() {
    winners.forEach(
        (member, layers) ->
            layers.forEach(
                (layer, ranks) ->
                    ranks
                        .summaries()
                        .forEach(
                            (epoch, summary) ->
                                tables.add(
                                    member,
                                    epoch,
                                    new WinnerRanksRow(layer, summary.mean(), summary.median())))));
    winners.clear();
  }
}
