package io.luckynodes.theory.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.race.CellCount;
import io.luckynodes.race.PlaneCells;
import io.luckynodes.race.Samples;
import io.luckynodes.random.Streams;
import io.luckynodes.theory.Directions;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class CellFlowTest {
  private final RandomGenerator random = new Streams("cell-flow", 1).stream("test", "", 0);

  /** The second sample, of class 2, has a bound to which the targets of both sides lead. */
  private final LabelledPoints held =
      new LabelledPoints(new double[][] {{1, 1}, {3, -0.3}}, new int[] {1, -1});

  @Test
  void kappaIsTheSlopeOfTheHeight() {
    LabelledPoints points = LabelledPoints.draw(30, 5, 1, random);
    for (int own : new int[] {1, -1}) {
      CellFlow flow = new CellFlow(points, own);
      double[] w = Directions.random(5, random);
      double[] along = Directions.random(5, random);
      double step = 1e-6;
      double up = flow.height(Directions.sum(w, step, along));
      double down = flow.height(Directions.sum(w, -step, along));
      assertThat((up - down) / (2 * step))
          .isCloseTo(Directions.dot(flow.kappa(w), along), within(1e-6));
    }
  }

  @Test
  void neuronsPointToTheClassOfWhichTheyPassOnMore() {
    double[] w = {1, 0};
    CellFlow flow = CellFlow.of(held, w);
    assertThat(flow.own()).isEqualTo(-1);
    assertThat(flow.kappa(w)).containsExactly(2, -1.3);
    assertThat(CellFlow.of(held, Directions.unit(new double[] {-0.5, 1})).own()).isEqualTo(1);
  }

  @Test
  void aBoundOfTheOtherClassHoldsANeuronOutsideAnyStableCell() {
    CellFlow flow = new CellFlow(held, 1);
    CellFlow.Way way = flow.follow(Directions.unit(new double[] {0.6, 0.8}), 3000, 0.05, 50);
    assertThat(way.held().stream()).containsExactly(1);
    CellFlow.Rest rest = flow.rest(way.end(), 0.003);
    assertThat(rest.stable()).isFalse();
    assertThat(rest.bounds()).isEqualTo(1);
    assertThat(Math.toDegrees(rest.toTarget())).isGreaterThan(10);
    assertThat(rest.toGeneralised()).isLessThan(1e-9);
    assertThat(flow.height(way.end())).isGreaterThan(flow.height(new double[] {0.6, 0.8}));
    // With the sign of the bound's share swapped there is no rest at all.
    double[] upright = Directions.unit(new double[] {0.1, 1});
    LabelledPoints swapped = new LabelledPoints(held.x(), new int[] {1, 1});
    assertThat(new CellFlow(swapped, 1).rest(upright, 0.003).toGeneralised()).isGreaterThan(0.1);
  }

  @Test
  void aBoundOfItsOwnClassPushesANeuronAway() {
    LabelledPoints own = new LabelledPoints(held.x(), new int[] {1, 1});
    CellFlow flow = new CellFlow(own, 1);
    CellFlow.Way way = flow.follow(Directions.unit(new double[] {0.1, 1}), 3000, 0.05, 50);
    assertThat(way.held().isEmpty()).isTrue();
    CellFlow.Rest rest = flow.rest(way.end(), 0.003);
    assertThat(rest.stable()).isTrue();
    assertThat(rest.toTarget()).isLessThan(1e-3).isEqualTo(rest.toGeneralised());
  }

  @Test
  void coursesFollowTheClosedFormUntilTheyLeaveTheirCell() {
    LabelledPoints points = LabelledPoints.draw(4, 2, 2, random);
    int followed = 0;
    for (int i = 0; i < 20; i++) {
      double[] start = Directions.random(2, random);
      if (points.gating(start).isEmpty()) {
        continue;
      }
      CellFlow.Course course = new CellFlow(points, i % 2 == 0 ? 1 : -1).course(start, 500, 1e-3);
      double[] angles = course.angles();
      followed += angles.length > 100 ? 1 : 0;
      for (int t = 0; t < angles.length; t++) {
        assertThat(angles[t]).isCloseTo(course.predicted(t * 1e-3), within(1e-9));
      }
      // A wrong exponent is seen after a few steps.
      if (angles.length > 100 && angles[0] > 0.1) {
        assertThat(Math.abs(angles[100] - course.predicted(-0.1))).isGreaterThan(1e-4);
      }
    }
    assertThat(followed).isGreaterThan(5);
  }

  @Test
  void samplesInGeneralPositionHaveAsManyCellsAsCoverCounts() {
    int[][] sizes = {{12, 2}, {8, 3}, {6, 4}};
    for (int[] size : sizes) {
      LabelledPoints points = LabelledPoints.draw(size[0], size[1], 1, random);
      double bound = StrictMath.pow(10, CellCount.log10Bound(size[0], size[1]));
      assertThat(points.cellBound()).isCloseTo(bound, within(1e-6)).isEqualTo(points.cells());
      assertThat(points.cellsMet(2000, random)).isBetween(size[0], points.cells());
    }
    LabelledPoints plane = LabelledPoints.draw(12, 2, 1, random);
    float[] x = new float[24];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) plane.x()[i / 2][i % 2];
    }
    assertThat(PlaneCells.of(new Samples(2, x, plane.signs()))).hasSize(plane.cells());
    double[][] inLine = plane.x().clone();
    inLine[1] = Directions.sum(inLine[0], -2, inLine[0]);
    assertThat(new LabelledPoints(inLine, plane.signs()).cellsMet(20_000, random))
        .isLessThanOrEqualTo(22);
  }
}
