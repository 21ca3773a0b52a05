package io.luckynodes.theory.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.theory.Directions;
import io.luckynodes.theory.plane.PlaneLines;
import io.luckynodes.theory.plane.TrainingRegion;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Students in the plane, held against what is known of them without training. */
class PlaneStudentsTest {
  private static final double[][] POINTS =
      new TrainingRegion(3, 0, 0).draw(400, new SplittableRandom(1));

  private static PlaneNetwork teacher() {
    return PlaneNetwork.teacher(
        new double[] {20, 140, 255}, new double[] {0.6, 0.6, 0.6}, 5, new SplittableRandom(2));
  }

  private static PlaneNetwork student() {
    return PlaneNetwork.student(4, 5, 0.3, 0.3, new SplittableRandom(3));
  }

  @Test
  void descentFollowsTheGradientOfTheLoss() {
    PlaneDescent descent = new PlaneDescent(POINTS, teacher(), student(), 1e-3, 0.5);
    descent.advance(1);
    double h = 1e-6;
    for (int k = 0; k < 4; k++) {
      for (int p = 0; p < 8; p++) {
        double difference = (loss(k, p, h) - loss(k, p, -h)) / (2 * h);
        double moved = parameter(descent.student(), k, p) - parameter(student(), k, p);
        assertThat(-moved / 1e-3).isCloseTo(difference, within(1e-6));
      }
    }
  }

  @Test
  void momentumCarriesOn() {
    PlaneDescent once = new PlaneDescent(POINTS, teacher(), student(), 1e-3, 0);
    once.advance(1);
    PlaneDescent both = new PlaneDescent(POINTS, teacher(), student(), 1e-3, 0.5);
    both.advance(2);
    PlaneDescent second = new PlaneDescent(POINTS, teacher(), once.student(), 1e-3, 0);
    second.advance(1);
    double first = parameter(once.student(), 2, 1) - parameter(student(), 2, 1);
    assertThat(parameter(both.student(), 2, 1))
        .isCloseTo(parameter(second.student(), 2, 1) + 0.5 * first, within(1e-15));
  }

  private static double parameter(PlaneNetwork network, int k, int p) {
    return p < 3 ? network.lines()[k][p] : network.fanOuts()[k][p - 3];
  }

  private static double loss(int k, int p, double change) {
    PlaneNetwork changed = student();
    (p < 3 ? changed.lines()[k] : changed.fanOuts()[k])[p < 3 ? p : p - 3] += change;
    return Criticality.of(teacher(), changed, POINTS).loss();
  }

  @Test
  void theWholeGradientIsThatOfTheLoss() {
    double squares = 0;
    double h = 1e-6;
    for (int k = 0; k < 4; k++) {
      for (int p = 0; p < 8; p++) {
        double difference = (loss(k, p, h) - loss(k, p, -h)) / (2 * h);
        squares += difference * difference;
      }
    }
    Criticality now = Criticality.of(teacher(), student(), POINTS);
    assertThat(now.whole()).isCloseTo(Math.sqrt(squares), within(1e-6));
    assertThat(now.ofOne()).isGreaterThan(now.whole());
    assertThat(now.lowerEntries()).isCloseTo(now.lowerProduct(), within(1e-12));
    assertThat(now.upperEntries()).isCloseTo(now.upperProduct(), within(1e-12));
  }

  @Test
  void aTeacherIsAtACriticalPointOfItself() {
    Criticality now = Criticality.of(teacher(), teacher(), POINTS);
    assertThat(now.loss() + now.epsilon() + now.whole() + now.ofOne()).isZero();
  }

  @Test
  void singularValuesAreGoodToRoundingOfTheGreatest() {
    double tiny = 1e-11;
    double[][] columns = {{3, 0, 0, 0}, {3, tiny, 0, 0}, {0, 0, 0.5, 0}};
    // Of the first two: sums and products of squares are 18 + t² and 9 t².
    assertThat(SingularValues.of(columns)[0]).isCloseTo(Math.sqrt(18), within(1e-14));
    assertThat(SingularValues.of(columns)[1]).isCloseTo(0.5, within(1e-15));
    assertThat(SingularValues.of(columns)[2]).isCloseTo(3 * tiny / Math.sqrt(18), within(1e-14));
    assertThat(SingularValues.least(new double[][] {{1, 0}}, 2)).isZero();
    assertThat(SingularValues.least(new double[][] {{2, 0}, {0, 1}, {0, 2}}, 2))
        .isCloseTo(2, within(1e-15));
  }

  @Test
  void linesInOnePlaceAreDependentAndDistinctOnesAreNot() {
    List<double[]> lines = Arrays.asList(teacher().lines());
    assertThat(ReluColumns.independence(lines, POINTS)).isGreaterThan(0.1);
    double[] reversed = {-lines.get(0)[0], -lines.get(0)[1], -lines.get(0)[2]};
    assertThat(ReluColumns.independence(List.of(lines.get(0), reversed), POINTS)).isLessThan(1e-12);
    assertThat(ReluColumns.independence(List.of(lines.get(0), lines.get(0)), POINTS))
        .isLessThan(1e-12);
    double[] outside = PlaneLines.teacher(6, -3.4);
    assertThat(ReluColumns.independence(List.of(lines.get(0), outside), POINTS)).isLessThan(1e-12);
  }

  /** Teacher 1 shared by two, teacher 2 reversed, teacher 3 alone; two that cancel; one unseen. */
  @Test
  void patternsAreToldApart() {
    PlaneNetwork teacher = teacher();
    double[] free = PlaneLines.teacher(80, 0);
    double[] half = Directions.sum(new double[5], 0.5, teacher.fanOuts()[0]);
    double[] out = Directions.sum(new double[5], 0.2, teacher.fanOuts()[1]);
    PlaneNetwork student =
        new PlaneNetwork(
            new double[][] {
              teacher.lines()[0],
              teacher.lines()[0],
              Directions.sum(new double[3], -2, teacher.lines()[1]),
              teacher.lines()[2],
              free,
              Directions.sum(new double[3], -1, free),
              PlaneLines.teacher(0, -4),
              PlaneLines.teacher(0, 4),
              PlaneLines.teacher(190, 0.3)
            },
            new double[][] {
              half,
              half,
              Directions.sum(new double[5], 0.5, teacher.fanOuts()[1]),
              teacher.fanOuts()[2],
              out,
              Directions.sum(new double[5], -1, out),
              out,
              out,
              teacher.fanOuts()[2]
            });
    Specialisation found = new Specialisation(teacher, student, POINTS);
    assertThat(found.nodes())
        .extracting(Specialisation.Node::pattern)
        .containsExactly(
            Pattern.TEACHER,
            Pattern.TEACHER,
            Pattern.TEACHER,
            Pattern.TEACHER,
            Pattern.GROUP,
            Pattern.GROUP,
            Pattern.UNSEEN,
            Pattern.OFF,
            Pattern.ALONE);
    assertThat(found.nodes().get(2).sameSide()).isFalse();
    for (int j = 0; j < 3; j++) {
      assertThat(found.kinkMissing(j)).isLessThan(1e-14);
      assertThat(found.observed(j, 1e-3)).isTrue();
    }
    assertThat(found.freeLines()).hasSize(2);
    assertThat(found.freeLines().get(0).nodes()).containsExactly(4, 5);
    assertThat(found.freeLines().get(0).kinks()).isLessThan(1e-15);
    assertThat(found.freeLines().get(1).kinks()).isGreaterThan(0.5);
    // They reach but four directions of five outputs.
    assertThat(found.freeLines().get(1).sigma()).isLessThan(1e-12);
  }

  @Test
  void twoTeacherNodesOnOneLineShareWhatStandsThere() {
    PlaneNetwork teacher =
        PlaneNetwork.teacher(
            new double[] {100, 215, 100}, new double[] {0.5, 0.9, 0.5}, 5, new SplittableRandom(2));
    PlaneNetwork student =
        new PlaneNetwork(
            new double[][] {teacher.lines()[0], teacher.lines()[1]},
            new double[][] {
              Directions.sum(teacher.fanOuts()[0], 1, teacher.fanOuts()[2]), teacher.fanOuts()[1]
            });
    Specialisation found = new Specialisation(teacher, student, POINTS);
    assertThat(found.sharing(2)).containsExactly(0, 2);
    assertThat(found.kinkMissing(0)).isLessThan(1e-14);
    assertThat(found.kinkMissing(1)).isLessThan(1e-14);
    assertThat(found.unspecialisedOutput()).isZero();
  }

  @Test
  void fanOutsOfNodesThatAreActiveEverywhereAreIndependentOrNot() {
    PlaneNetwork teacher = teacher();
    double[] v = teacher.fanOuts()[0];
    double[] everywhere = PlaneLines.teacher(0, -4);
    double[][] lines = {everywhere, everywhere, teacher.lines()[0]};
    double[][] alike = {v, Directions.sum(v, 1, v), teacher.fanOuts()[1]};
    double[][] apart = {v, teacher.fanOuts()[1], v};
    assertThat(
            new Specialisation(teacher, new PlaneNetwork(lines, alike), POINTS)
                .independenceEverywhere())
        .isLessThan(1e-15);
    assertThat(
            new Specialisation(teacher, new PlaneNetwork(lines, apart), POINTS)
                .independenceEverywhere())
        .isGreaterThan(0.1);
    assertThat(new Specialisation(teacher, teacher, POINTS).independenceEverywhere()).isZero();
  }

  @Test
  void roughRecoveryTakesTheNearestNodeOnEitherSide() {
    PlaneNetwork teacher = teacher();
    PlaneNetwork student =
        new PlaneNetwork(
            new double[][] {
              Directions.sum(new double[3], -3, PlaneLines.teacher(21, 0.65)),
              PlaneLines.teacher(140, 0.6)
            },
            new double[][] {teacher.fanOuts()[1], teacher.fanOuts()[0]});
    RoughRecovery first = RoughRecovery.of(teacher, 0, student);
    assertThat(first.sine()).isCloseTo(Math.sin(Math.toRadians(1)), within(1e-12));
    assertThat(first.bias()).isCloseTo(0.05, within(1e-12));
    assertThat(first.alpha()).isCloseTo(1, within(1e-12));
    assertThat(RoughRecovery.of(teacher, 1, student).sine()).isLessThan(1e-15);
  }

  @Test
  void piecesOfALineEndWhereTheRegionDoes() {
    TrainingRegion region = new TrainingRegion(3, 0.6, 0);
    List<LinePieces.Piece> pieces = LinePieces.of(PlaneLines.teacher(90, 0), region, x -> x[0] < 1);
    assertThat(pieces).hasSize(2);
    assertThat(pieces.stream().mapToDouble(p -> Math.abs(p.fromX1() - p.toX1())).sum())
        .isCloseTo(2.4 + 0.4, within(0.01));
  }
}
