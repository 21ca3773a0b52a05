package io.luckynodes.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.table.TextTable;
import io.luckynodes.theory.Directions;
import io.luckynodes.theory.plane.PlaneLines;
import io.luckynodes.theory.plane.TrainingRegion;
import io.luckynodes.theory.region.Criticality;
import io.luckynodes.theory.region.PlaneNetwork;
import io.luckynodes.theory.region.ReluColumns;
import io.luckynodes.theory.region.RoughRecovery;
import io.luckynodes.theory.region.Specialisation;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Claims about students in the plane hold of a student that is right and fail of one planted. */
class RegionLawsTest {
  private static final double[][] POINTS =
      new TrainingRegion(3, 0, 0).draw(600, new SplittableRandom(1));
  private static final PlaneNetwork TEACHER =
      PlaneNetwork.teacher(
          new double[] {20, 140, 255}, new double[] {0.6, 0.6, 0.6}, 2, new SplittableRandom(2));
  private static final double[] FREE = PlaneLines.teacher(80, 0);

  /** The teacher's nodes, each turned, and two on a line of their own with these fan-outs. */
  private static Specialisation student(double degrees, double kink, double opposite) {
    double[][] lines = new double[5][];
    double[][] fanOuts = new double[5][];
    for (int j = 0; j < 3; j++) {
      lines[j] = PlaneLines.teacher(new double[] {20, 140, 255}[j] + degrees, 0.6);
      fanOuts[j] = TEACHER.fanOuts()[j];
    }
    Arrays.fill(lines, 3, 5, FREE);
    fanOuts[3] = new double[] {kink, 0};
    fanOuts[4] = new double[] {opposite, 0};
    return new Specialisation(TEACHER, new PlaneNetwork(lines, fanOuts), POINTS);
  }

  @Test
  void aTeacherLineWithoutAStudentNodeRefutesTheoremTwo() {
    String options = "{'law': 'it', 'quantity': 'it', 'most': 0.5}";
    assertThat(judge("law-at-most", options, nearest(0.1))).isEqualTo(Outcome.HOLDS);
    assertThat(judge("law-at-most", options, nearest(1))).isEqualTo(Outcome.FAILS);
  }

  private static TextTable nearest(double degrees) {
    return law(student(degrees, 0, 0).nearestDegrees(1, node -> true), Double.NaN);
  }

  @Test
  void aGroupThatIsObservedAndDoesNotCancelRefutesTheoremThree() {
    String options = "{'law': 'it', 'quantity': 'it', 'most': 0.01}";
    assertThat(judge("law-at-most", options, kinks(-0.3))).isEqualTo(Outcome.HOLDS);
    // A swapped sign.
    assertThat(judge("law-at-most", options, kinks(0.3))).isEqualTo(Outcome.FAILS);
  }

  private static TextTable kinks(double opposite) {
    List<Specialisation.FreeLine> lines = student(0, 0.3, opposite).freeLines();
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0).sigma()).isGreaterThan(0.1);
    return law(lines.get(0).kinks(), Double.NaN);
  }

  @Test
  void aKinkWithoutTheNormOfWeightsRefutesTheBalance() {
    String options = "{'law': 'it', 'quantity': 'it', 'most': 0.01}";
    assertThat(judge("law-at-most", options, law(student(0, 0, 0).kinkMissing(0), Double.NaN)))
        .isEqualTo(Outcome.HOLDS);
    double factor = 2;
    PlaneNetwork grown =
        new PlaneNetwork(
            Arrays.stream(TEACHER.lines())
                .map(line -> Directions.sum(new double[3], factor, line))
                .toArray(double[][]::new),
            TEACHER.fanOuts());
    double missing = new Specialisation(TEACHER, grown, POINTS).kinkMissing(0);
    assertThat(judge("law-at-most", options, law(missing, Double.NaN))).isEqualTo(Outcome.FAILS);
  }

  @Test
  void whatUnspecialisedNodesAddRefutesTheCorollary() {
    String options = "{'law': 'it', 'quantity': 'it', 'most': 0.01}";
    assertThat(
            judge(
                "law-at-most",
                options,
                law(student(0, 0.3, -0.3).unspecialisedOutput(), Double.NaN)))
        .isEqualTo(Outcome.HOLDS);
    assertThat(
            judge(
                "law-at-most", options, law(student(0, 0.3, 0).unspecialisedOutput(), Double.NaN)))
        .isEqualTo(Outcome.FAILS);
  }

  @Test
  void aGradientThatIsNoProductRefutesTheoremOne() {
    PlaneNetwork student = PlaneNetwork.student(4, 2, 0.3, 0.3, new SplittableRandom(3));
    Criticality now = Criticality.of(TEACHER, student, POINTS);
    String options = "{'law': 'it', 'quantity': 'it', 'tolerance': 1e-12}";
    assertThat(judge("law-agrees", options, law(now.lowerEntries(), now.lowerProduct())))
        .isEqualTo(Outcome.HOLDS);
    assertThat(judge("law-agrees", options, law(now.lowerEntries(), 0.9 * now.lowerProduct())))
        .isEqualTo(Outcome.FAILS);
  }

  @Test
  void aNodeOutsideThatIsTakenForVisibleRefutesTheLemma() {
    String options = "{'law': 'it', 'quantity': 'it', 'least': 0.1}";
    List<double[]> lines = Arrays.asList(TEACHER.lines());
    assertThat(
            judge(
                "law-at-least", options, law(ReluColumns.independence(lines, POINTS), Double.NaN)))
        .isEqualTo(Outcome.HOLDS);
    List<double[]> outside = List.of(lines.get(0), lines.get(1), PlaneLines.teacher(6, -3.4));
    assertThat(
            judge(
                "law-at-least",
                options,
                law(ReluColumns.independence(outside, POINTS), Double.NaN)))
        .isEqualTo(Outcome.FAILS);
  }

  @Test
  void aPlateauWhileGradientsFallRefutesTheoremFive() {
    String options = "{'law': 'it', 'quantity': 'it', 'least': 0.7}";
    double turned = slope(1, 0.1);
    assertThat(judge("law-mean-above", options, twice(turned))).isEqualTo(Outcome.HOLDS);
    assertThat(judge("law-mean-above", options, twice(slope(1, 0.9)))).isEqualTo(Outcome.FAILS);
  }

  /** Of errors of a student that is turned by some degrees while ε falls to a tenth. */
  private static double slope(double from, double to) {
    return StrictMath.log10(sine(from) / sine(to));
  }

  private static double sine(double degrees) {
    double[][] lines = {PlaneLines.teacher(20 + degrees, 0.6)};
    return RoughRecovery.of(TEACHER, 0, new PlaneNetwork(lines, new double[][] {{1, 0}})).sine();
  }

  private static TextTable law(double y, double predicted) {
    return TextTable.of(
        "seed epoch law series x y predicted", "1 0 it all 0 " + y + " " + predicted);
  }

  private static TextTable twice(double y) {
    return TextTable.of(
        "seed epoch law series x y predicted",
        "1 0 it all 0 " + y + " NaN",
        "2 0 it all 0 " + (y + 1e-3) + " NaN",
        "3 0 it all 0 " + (y - 1e-3) + " NaN");
  }

  private static Outcome judge(String predicate, String options, TextTable laws) {
    return Judging.judge(predicate, options.replace('\'', '"'), "{}", laws).outcome();
  }
}
