package io.luckynodes.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.artifact.TableBuilder;
import io.luckynodes.job.Member;
import io.luckynodes.statistics.Moments;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tables that METRICS writes, tidy: one row an observation. Every table begins with {@code
 * seed}, {@code epoch} and one column for each axis of the sweep.
 */
public final class MetricTables {
  /** A teacher node counts as matched when a student's correlation with it is above this [T]. */
  public static final double MATCHED = 0.95;

  public static final String STUDENT_NODES = "student-nodes";
  public static final String TEACHER_NODES = "teacher-nodes";
  public static final String PAIRS = "pairs";
  public static final String LAYERS = "layers";
  public static final String WINNER_RANKS = "winner-ranks";
  public static final String MIXTURE = "mixture";
  public static final String THRESHOLDS = "thresholds";
  public static final String OBSERVABILITY = "observability";
  public static final String GRADIENT_NORMS = "gradient-norms";
  public static final String EVALUATION = "evaluation";
  public static final String LEARNING_CURVE = "learning-curve";
  public static final String BOUNDARIES = "boundaries";
  public static final String BATCH_NORM = "batch-norm";
  public static final String BIASES = "biases";

  /** Thresholds in hundredths for counts of matched teacher nodes: 0.50 to 0.95. */
  private static final int LOWEST_THRESHOLD = 50;

  private static final int HIGHEST_THRESHOLD = 95;
  private static final int THRESHOLD_STEP = 5;

  private final Map<String, TableBuilder> tables = new TreeMap<>();

  /** By network, then by layer; only where the table {@link #WINNER_RANKS} is wanted. */
  private final Map<Member, SortedMap<Integer, WinnerRanks>> winners = new LinkedHashMap<>();

  private final Set<String> wanted;

  /**
   * @param wanted names of the tables to fill; rows of others are passed over
   */
  public MetricTables(Collection<String> wanted) {
    this.wanted = Set.copyOf(wanted);
  }

  public boolean wants(String table) {
    return wanted.contains(table);
  }

  /** All tables, complete once every epoch was measured: who wins is known only then. */
  public Map<String, TableBuilder> tables() {
    winners.forEach(this::addWinnerRanks);
    winners.clear();
    return tables;
  }

  private void addWinnerRanks(Member member, SortedMap<Integer, WinnerRanks> layers) {
    layers.forEach(
        (layer, ranks) ->
            ranks
                .summaries()
                .forEach(
                    (epoch, summary) ->
                        add(
                            WINNER_RANKS,
                            member,
                            epoch,
                            "layer",
                            layer,
                            "mean_rank",
                            summary.mean(),
                            "median_rank",
                            summary.median())));
  }

  /** Winners' ranks are known once every epoch was measured. */
  private void keepForRanks(Member member, int epoch, int layer, double[][] rho) {
    if (wants(WINNER_RANKS)) {
      winners
          .computeIfAbsent(member, m -> new TreeMap<>())
          .computeIfAbsent(layer, l -> new WinnerRanks())
          .add(epoch, rho);
    }
  }

  /** Rows of every teacher node of a layer, and of the layer. */
  public void addLayer(Member member, int epoch, int layer, double[][] rho) {
    keepForRanks(member, epoch, layer, rho);
    int[] best = Correlations.bestColumns(rho);
    double sum = 0;
    int matched = 0;
    for (int i = 0; i < rho.length; i++) {
      double correlation = rho[i][best[i]];
      sum += correlation;
      matched += correlation > MATCHED ? 1 : 0;
      add(
          TEACHER_NODES,
          member,
          epoch,
          "layer",
          layer,
          "teacher",
          i,
          "best_student",
          best[i],
          "correlation",
          correlation,
          "matched",
          correlation > MATCHED);
    }
    add(
        LAYERS,
        member,
        epoch,
        "layer",
        layer,
        "mean_best_correlation",
        sum / rho.length,
        "matched_share",
        (double) matched / rho.length);
    for (int hundredths = LOWEST_THRESHOLD;
        hundredths <= HIGHEST_THRESHOLD;
        hundredths += THRESHOLD_STEP) {
      double threshold = hundredths / 100.0;
      int above = 0;
      for (int i = 0; i < rho.length; i++) {
        above += rho[i][best[i]] > threshold ? 1 : 0;
      }
      add(
          THRESHOLDS,
          member,
          epoch,
          "layer",
          layer,
          "threshold",
          threshold,
          "matched",
          above,
          "matched_share",
          (double) above / rho.length);
    }
  }

  /** Rows of every pair of a teacher node and a student node of a layer. */
  public void addPairs(Member member, int epoch, int layer, double[][] rho) {
    if (!wants(PAIRS)) {
      return;
    }
    for (int i = 0; i < rho.length; i++) {
      for (int j = 0; j < rho[i].length; j++) {
        add(
            PAIRS,
            member,
            epoch,
            "layer",
            layer,
            "teacher",
            i,
            "student",
            j,
            "correlation",
            rho[i][j]);
      }
    }
  }

  /**
   * Rows of every pair of a teacher node and a student node of a layer: how they mix.
   *
   * @param beta mean β* between student (rows) and teacher (columns), row-major, [n + 1, m + 1]:
   *     each with a constant beside its nodes, which has no rows here
   * @param h mean H*, of the same shape
   */
  public void addMixture(
      Member member, int epoch, int layer, double[][] rho, double[] beta, double[] h) {
    for (int i = 0; i < rho.length; i++) {
      for (int j = 0; j < rho[i].length; j++) {
        int at = j * (rho.length + 1) + i;
        add(
            MIXTURE,
            member,
            epoch,
            "layer",
            layer,
            "teacher",
            i,
            "student",
            j,
            "beta",
            beta[at],
            "h",
            h[at],
            "correlation",
            rho[i][j]);
      }
    }
  }

  /**
   * Rows of every teacher node of a layer: who sees its boundary.
   *
   * @param minorSide for each teacher and student node, of the samples in the student's active
   *     region the share on the rarer side of the teacher's boundary, [m][n]; 0 for a dead student
   */
  public void addObservability(Member member, int epoch, int layer, double[][] minorSide) {
    for (int i = 0; i < minorSide.length; i++) {
      double[] shares = minorSide[i];
      add(
          OBSERVABILITY,
          member,
          epoch,
          "layer",
          layer,
          "teacher",
          i,
          "observer_share",
          (double) Arrays.stream(shares).filter(share -> share > 0).count() / shares.length,
          "mean_minor_side",
          Arrays.stream(shares).sum() / shares.length);
    }
  }

  /** The row of one place in a network: norms of the gradient of single samples. */
  public void addGradientNorms(Member member, int epoch, String at, double mean, double greatest) {
    add(GRADIENT_NORMS, member, epoch, "at", at, "mean", mean, "greatest", greatest);
  }

  /** The row of a network after an epoch of training. */
  public void addLearningCurve(Member member, int epoch, double trainLoss, double evaluationLoss) {
    add(LEARNING_CURVE, member, epoch, "train_loss", trainLoss, "evaluation_loss", evaluationLoss);
  }

  /**
   * Rows of every student node of a layer.
   *
   * @param fanOut ‖v_j‖ of each
   */
  public void addStudentNodes(
      Member member, int epoch, int layer, double[][] rho, double[] fanOut) {
    int[] best = Correlations.bestRows(rho);
    for (int j = 0; j < best.length; j++) {
      add(
          STUDENT_NODES,
          member,
          epoch,
          "layer",
          layer,
          "student",
          j,
          "best_teacher",
          best[j],
          "correlation",
          rho[best[j]][j],
          "fan_out",
          fanOut[j]);
    }
  }

  /** The row of a whole network; accuracies are NaN where there are no classes. */
  public void addEvaluation(
      Member member, int epoch, double loss, double accuracy, double teacherAccuracy) {
    add(
        EVALUATION,
        member,
        epoch,
        "loss",
        loss,
        "accuracy",
        accuracy,
        "teacher_accuracy",
        teacherAccuracy);
  }

  /**
   * Rows of layers and network after an epoch that a network which diverged did not live to: no
   * numbers.
   *
   * @param teachers teacher nodes of each layer
   */
  public void addDiverged(Member member, int epoch, List<Integer> teachers) {
    for (int layer = 0; layer < teachers.size(); layer++) {
      double[][] unknown = new double[teachers.get(layer)][1];
      Arrays.stream(unknown).forEach(row -> Arrays.fill(row, Double.NaN));
      keepForRanks(member, epoch, layer, unknown);
      add(
          LAYERS,
          member,
          epoch,
          "layer",
          layer,
          "mean_best_correlation",
          Double.NaN,
          "matched_share",
          Double.NaN);
    }
    addEvaluation(member, epoch, Double.NaN, Double.NaN, Double.NaN);
  }

  /** The row of one node's decision boundary w1 x1 + w2 x2 + bias = 0. */
  public void addBoundary(
      Member member,
      int epoch,
      String side,
      int node,
      double w1,
      double w2,
      double bias,
      double fanOut) {
    add(
        BOUNDARIES,
        member,
        epoch,
        "side",
        side,
        "node",
        node,
        "w1",
        w1,
        "w2",
        w2,
        "bias",
        bias,
        "fan_out",
        fanOut);
  }

  /** The row of a BatchNorm layer of a network that was trained elsewhere. */
  public void addBatchNorm(
      Member member,
      int layer,
      Moments bias,
      Moments scale,
      Moments runningMean,
      Moments runningVariance) {
    add(
        BATCH_NORM,
        member,
        0,
        "layer",
        layer,
        "channels",
        bias.count(),
        "positive",
        bias.positive(),
        "negative",
        bias.negative(),
        "bias_mean",
        bias.mean(),
        "bias_std",
        bias.deviation(),
        "scale_mean",
        scale.mean(),
        "scale_std",
        scale.deviation(),
        "running_mean_mean",
        runningMean.mean(),
        "running_mean_std",
        runningMean.deviation(),
        "running_var_mean",
        runningVariance.mean(),
        "running_var_std",
        runningVariance.deviation());
  }

  /** Rows of every channel of a BatchNorm layer. */
  public void addBiases(Member member, int layer, float[] biases) {
    for (int channel = 0; channel < biases.length; channel++) {
      add(BIASES, member, 0, "layer", layer, "channel", channel, "bias", (double) biases[channel]);
    }
  }

  private void add(String table, Member member, int epoch, Object... cells) {
    if (!wants(table)) {
      return;
    }
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("seed", member.seed());
    row.put("epoch", epoch);
    for (Map.Entry<String, JsonNode> axis : member.cell().entrySet()) {
      row.put(axis.getKey(), axis.getValue().doubleValue());
    }
    for (int i = 0; i < cells.length; i += 2) {
      row.put((String) cells[i], cells[i + 1]);
    }
    tables.computeIfAbsent(table, name -> new TableBuilder()).add(row);
  }
}
