package io.luckynodes.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.table.TextTable;
import io.luckynodes.theory.population.GateProduct;
import io.luckynodes.theory.population.NormGrowth;
import io.luckynodes.theory.population.PopulationFlow;
import io.luckynodes.theory.population.RandomNodes;
import io.luckynodes.theory.population.SingleStudent;
import io.luckynodes.theory.population.SingleStudent.Trained;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Claims about students on infinitely many inputs are refuted by wrong mathematics. */
class PopulationLawsTest {
  private static final String COLUMNS = "seed epoch law series x y predicted";

  @Test
  void theoremSixIsRefutedWithoutItsSine() {
    String options = "{'law': 'product', 'quantity': 'it', 'tolerance': 1e-12}";
    assertThat(judge("law-agrees", options, product(1))).isEqualTo(Outcome.HOLDS);
    assertThat(judge("law-agrees", options, product(0))).isEqualTo(Outcome.FAILS);
  }

  private static TextTable product(double sine) {
    List<String> rows = new ArrayList<>();
    for (int degrees = 0; degrees <= 180; degrees += 20) {
      double angle = Math.toRadians(degrees);
      GateProduct product =
          GateProduct.of(
              new double[] {1, 0}, new double[] {StrictMath.cos(angle), StrictMath.sin(angle)});
      double along = product.share() * StrictMath.cos(angle) + sine * product.along();
      rows.add(row("product", degrees, GateProduct.integrated(angle, 1)[0], along));
    }
    return new TextTable(COLUMNS, rows);
  }

  @Test
  void slowStartsAreRefutedByAFixedFanOut() {
    String options = "{'law': 'slow', 'quantity': 'it', 'tolerance': 0.02}";
    assertThat(judge("law-agrees", options, times(Trained.BOTH))).isEqualTo(Outcome.HOLDS);
    assertThat(judge("law-agrees", options, times(Trained.WEIGHTS))).isEqualTo(Outcome.FAILS);
  }

  private static TextTable times(Trained trained) {
    List<String> rows = new ArrayList<>();
    for (double gap : new double[] {1, 0.1}) {
      double predicted = SingleStudent.predictedTime(Trained.BOTH, gap);
      rows.add(row("slow", gap, SingleStudent.time(trained, gap, 0.02) / predicted, 1));
    }
    return new TextTable(COLUMNS, rows);
  }

  @Test
  void theoremSevenIsRefutedWhereNormsAreNotBalanced() {
    String options = "{'law': 'ratio', 'quantity': 'it', 'tolerance': 0.001}";
    assertThat(judge("law-agrees", options, ratios(1))).isEqualTo(Outcome.HOLDS);
    assertThat(judge("law-agrees", options, ratios(2))).isEqualTo(Outcome.FAILS);
  }

  private static TextTable ratios(double strength) {
    Random random = new Random(1);
    PopulationFlow flow = new PopulationFlow(RandomNodes.teacher(2, 3, 2, 1, random), 3);
    double[][] start = RandomNodes.ofNorm(3, 3, 2, 0.2, random);
    for (double[] row : start) {
      row[3] *= strength;
      row[4] *= strength;
    }
    NormGrowth growth = NormGrowth.of(flow, start, 0.1, 10);
    List<String> rows = new ArrayList<>();
    for (int k = 1; k < 3; k++) {
      rows.add(
          row(
              "ratio",
              k,
              growth.logarithms()[k] - growth.logarithms()[0],
              growth.integrals()[k] - growth.integrals()[0]));
    }
    return new TextTable(COLUMNS, rows);
  }

  @Test
  void widthsThatAreNoFasterDoNotSpeedUp() {
    String options = "{'law': 'all', 'quantity': 'it', 'of': '2×', 'than': '1×', 'factor': 1}";
    assertThat(judge("law-ratio-below", options, arrivals(60))).isEqualTo(Outcome.HOLDS);
    assertThat(judge("law-ratio-below", options, arrivals(140))).isEqualTo(Outcome.FAILS);
  }

  private static TextTable arrivals(int wide) {
    List<String> rows = new ArrayList<>();
    for (int seed = 1; seed <= 4; seed++) {
      rows.add(seed + " 0 all 1× 1 " + (100 + seed) + " NaN");
      rows.add(seed + " 0 all 2× 2 " + (wide + 2 * seed) + " NaN");
    }
    return new TextTable(COLUMNS, rows);
  }

  private static String row(String law, double x, double y, double predicted) {
    return "1 0 " + law + " one " + x + " " + y + " " + predicted;
  }

  private static Outcome judge(String predicate, String options, TextTable laws) {
    return Judging.judge(predicate, options.replace('\'', '"'), "{}", laws).outcome();
  }
}
