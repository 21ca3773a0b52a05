package io.luckynodes.claim;

import io.luckynodes.statistics.RankCorrelation;
import io.luckynodes.table.MixtureRow;
import io.luckynodes.table.Rows;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Claims about the mixture coefficients H* and β* between student and teacher nodes, in every layer
 * before and after training. The measured number after training is 0 for a network that diverged.
 *
 * <p>The measure of how diagonal the coefficients are is a share of the sum of their absolute
 * values. It is the share of the coefficients between each student node and the teacher node with
 * which it correlates most at that epoch. A diagonal has a share of 1; chance gives 1 / m with m
 * teacher nodes.
 */
final class MixtureCourses {
  private static final String H = "h";
  private static final String BETA = "beta";
  private static final String CORRELATION = "correlation";

  /** The columns, and their names in words. */
  private static final Map<String, String> WORDS = new LinkedHashMap<>();

  static {
    WORDS.put(H, "H*");
    WORDS.put(BETA, "β*");
  }

  private MixtureCourses() {}

  /** Adds the effects of a layer's rows. */
  @FunctionalInterface
  private interface LayerLook {
    void add(String layer, Rows rows, Effects effects);
  }

  /** In every layer H* and β* are nearer to a diagonal after training than before. */
  static Predicate mixtureNearsDiagonal() {
    return predicate(
        "mixture-nears-diagonal",
        "the gain over training in the share of coefficients on the diagonal",
        (layer, rows, effects) -> {
          for (String column : WORDS.keySet()) {
            effects.place(
                name(layer, column), diagonalGain(layer, rows, column, effects), Range.above(0));
          }
        });
  }

  /**
   * In every layer training brings H* nearer to a diagonal than β*. The claim compares the gains of
   * the two: H* is nearer already before training, since gates of students and of the teacher nodes
   * that they resemble open together.
   */
  static Predicate gatesSharpenDiagonal() {
    return predicate(
        "gates-sharpen-diagonal",
        "the gain over training of H* less that of β* in the share of coefficients on the diagonal",
        (layer, rows, effects) ->
            effects.place(
                layer,
                diagonalGain(layer, rows, H, effects)
                    .minus(diagonalGain(layer, rows, BETA, effects)),
                Range.above(0)));
  }

  /**
   * After training the rank correlation of ρ and β*, over all pairs of a student and a teacher node
   * of a layer, is above 0, and above its value before training.
   */
  static Predicate highCorrelationHighBeta() {
    return predicate(
        "high-correlation-high-beta",
        "the rank correlation of ρ and β* after training, less that before where it is above 0,",
        (layer, rows, effects) -> {
          ToDoubleFunction<Rows> ranks =
              own -> {
                double correlation = RankCorrelation.of(own.values(CORRELATION), own.values(BETA));
                // Numbers that do not vary have no rank correlation, which counts as 0.
                return Double.isNaN(correlation) ? 0 : correlation;
              };
          Trials before = start(rows, BETA, ranks);
          Trials after = end(rows, BETA, ranks);
          effects.number(layer + " · before", before.mean());
          effects.number(layer + " · after", after.mean());
          effects.place(
              layer,
              after.minus(before.map(correlation -> Math.max(correlation, 0))),
              Range.above(0));
        });
  }

  private static Predicate predicate(String name, String quantity, LayerLook look) {
    return Predicate.measuring(
            name,
            MixtureRow.class,
            (options, rows) -> {
              Effects effects = new Effects(quantity);
              double end = Places.end(rows);
              if (Places.start(rows) == end) {
                effects.unmeasured("any epoch but " + Say.plain(end));
                return effects;
              }
              for (double layer : rows.distinct(Places.LAYER)) {
                look.add(Places.layer(layer), rows.where(Places.LAYER, layer), effects);
              }
              return effects;
            })
        .atAllEpochs();
  }

  private static Trials diagonalGain(String layer, Rows rows, String column, Effects effects) {
    ToDoubleFunction<Rows> share = own -> diagonalShare(own, column);
    Trials before = start(rows, column, share);
    Trials after = end(rows, column, share);
    effects.number(name(layer, column) + " · before", before.mean());
    effects.number(name(layer, column) + " · after", after.mean());
    return after.minus(before);
  }

  private static String name(String layer, String column) {
    return layer + " · " + WORDS.get(column);
  }

  private static Trials start(Rows rows, String column, ToDoubleFunction<Rows> reduce) {
    return Places.at(rows, Places.start(rows), column, reduce, 0);
  }

  private static Trials end(Rows rows, String column, ToDoubleFunction<Rows> reduce) {
    return Places.at(rows, Places.end(rows), column, reduce, 0);
  }

  /** The share on the diagonal for one seed, layer and epoch; 0 if all coefficients are 0. */
  private static double diagonalShare(Rows rows, String column) {
    int[] students = rows.ints("student");
    double[] correlations = rows.values(CORRELATION);
    double[] coefficients = rows.values(column);
    Map<Integer, Integer> best = new TreeMap<>();
    for (int row = 0; row < students.length; row++) {
      int candidate = row;
      best.merge(
          students[row],
          row,
          (known, unused) -> correlations[candidate] > correlations[known] ? candidate : known);
    }
    double all = Arrays.stream(coefficients).map(Math::abs).sum();
    double diagonal = best.values().stream().mapToDouble(row -> Math.abs(coefficients[row])).sum();
    return all > 0 ? diagonal / all : 0;
  }
}
