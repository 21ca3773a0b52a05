package io.luckynodes.metrics.flow;

import io.luckynodes.metrics.Computed;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.statistics.LeastSquares;
import io.luckynodes.statistics.Median;
import io.luckynodes.theory.Directions;
import io.luckynodes.theory.flow.CellFlow;
import io.luckynodes.theory.flow.LabelledPoints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * The METRICS stage of phase 1 of the Race, under the simplified dynamics: cells (Lemma 3.1),
 * courses within a cell (Lemma 3.4), and the places where neurons come to rest (Theorem 3.6).
 */
public final class CellFlowMetricsStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    Computed.each(task, CellFlowMetricsStage::measure);
  }

  static void measure(Computed one) {
    new Measurement(one).run();
  }

  /** The measurements of one seed, that is, of one set of samples. */
  private static final class Measurement {
    /** Least cosine between two neurons that rest at the same place. */
    private static final double SAME = 0.999;

    /** Angle between a start and the opposite of the target, in radians. */
    private static final double ASIDE = 1e-3;

    private static final int DRAWN = 20;

    private final Computed one;
    private final LabelledPoints points;
    private final String name;

    Measurement(Computed one) {
      this.one = one;
      points =
          LabelledPoints.draw(
              one.integer("train_samples"),
              one.integer("inputs"),
              one.real("class_distance"),
              one.stream("samples"));
      name =
          String.format(
              Locale.ROOT,
              "D = %d, N = %d, classes %s apart",
              points.inputs(),
              points.count(),
              Computed.words(one.real("class_distance")));
    }

    void run() {
      if (one.integer("cell_directions") > 0) {
        cells();
      }
      if (one.integer("directions") > 0) {
        rests();
      }
      RandomGenerator starts = one.stream("courses");
      for (int i = 0; i < one.integer("courses"); i++) {
        course(Directions.random(points.inputs(), starts), i % 2 == 0 ? 1 : -1);
      }
    }

    private void cells() {
      double bound = points.cellBound();
      add("listed", bound, points.cells());
      add("met by random directions", bound, met(points));
      // The opposite of another sample has the same bound, so it adds no cells.
      double[][] x = points.x().clone();
      x[1] = Directions.sum(x[0], -2, x[0]);
      double fewer = met(new LabelledPoints(x, points.signs()));
      one.law("cells-in-line", "met, two samples on one line", bound, fewer / bound);
    }

    private double met(LabelledPoints samples) {
      return samples.cellsMet(one.integer("cell_directions"), one.stream("cells"));
    }

    private void add(String how, double bound, double cells) {
      one.law("cells", how, bound, cells, bound);
      one.law("cells-over-bound", how, bound, cells / bound);
    }

    private void rests() {
      List<double[]> ends = new ArrayList<>();
      List<CellFlow.Rest> rests = new ArrayList<>();
      RandomGenerator random = one.stream("directions");
      for (int i = 0; i < one.integer("directions"); i++) {
        double[] start = Directions.random(points.inputs(), random);
        CellFlow flow = CellFlow.of(points, start);
        if (points.gating(start).isEmpty()) {
          continue;
        }
        CellFlow.Way way =
            flow.follow(
                start, one.integer("steps"), one.real("first_step"), one.real("step_decay"));
        double[] end = way.end();
        CellFlow.Rest rest = flow.rest(end, one.real("bound_cosine"));
        ends.add(end);
        rests.add(rest);
        one.law("climb", name, i, flow.height(end) - flow.height(start));
        long own = way.held().stream().filter(s -> points.signs()[s] == flow.own()).count();
        one.law("own-bounds", name, i, (double) own);
        one.law("angle-to-target", name, rest.bounds(), Math.toDegrees(rest.toTarget()));
        one.law("angle-to-generalised", name, rest.bounds(), Math.toDegrees(rest.toGeneralised()));
      }
      one.law("stable-share", name, points.inputs(), share(rests, CellFlow.Rest::stable));
      one.law("bound-share", name, points.inputs(), share(rests, rest -> rest.bounds() > 0));
      double[] generalised =
          rests.stream()
              .mapToDouble(rest -> Math.toDegrees(rest.toGeneralised()))
              .sorted()
              .toArray();
      one.law("median-angle", name, 0, Median.of(generalised));
      one.law("tenth-angle", name, 0, generalised[(int) Math.ceil(0.9 * generalised.length) - 1]);
      places(ends);
    }

    private static double share(List<CellFlow.Rest> rests, Predicate<CellFlow.Rest> of) {
      return rests.stream().filter(of).count() / (double) rests.size();
    }

    /** Counts the places where neurons rest, and the neurons at each place. */
    private void places(List<double[]> ends) {
      List<double[]> places = new ArrayList<>();
      List<Integer> counts = new ArrayList<>();
      for (double[] end : ends) {
        int at = 0;
        while (at < places.size() && Directions.dot(places.get(at), end) < SAME) {
          at++;
        }
        if (at == places.size()) {
          places.add(end);
          counts.add(0);
        }
        counts.set(at, counts.get(at) + 1);
      }
      counts.sort(Collections.reverseOrder());
      double all = ends.size();
      for (int rank = 0; rank < counts.size(); rank++) {
        one.law("basins", name, rank + 1, counts.get(rank) / all);
      }
      one.law("places-over-neurons", name, points.inputs(), places.size() / all);
      one.law("largest-over-mean", name, points.inputs(), counts.get(0) * places.size() / all);
    }

    /**
     * Compares the course of a start within its cell with the closed form; then follows a start
     * near the opposite of the target.
     */
    private void course(double[] start, int own) {
      if (points.gating(start).isEmpty()) {
        return;
      }
      CellFlow flow = new CellFlow(points, own);
      double step = one.real("course_step");
      CellFlow.Course course = flow.course(start, one.integer("course_steps"), step);
      double[] angles = course.angles();
      double error = 0;
      for (int t = 1; t < angles.length; t++) {
        error = Math.max(error, Math.abs(angles[t] - course.predicted(t * step)));
      }
      if (angles.length > 1) {
        one.law("course-error", "from anywhere", Math.toDegrees(angles[0]), error);
      }
      draw("course", "from anywhere", angles, -course.strength() * step);
      leave(flow, start);
    }

    /** Adds the tangent of half the angle as a share of its first value, at some steps. */
    private void draw(String law, String series, double[] angles, double rate) {
      int every = Math.max(1, angles.length / DRAWN);
      for (int t = every; t < angles.length; t += every) {
        double share = StrictMath.tan(angles[t] / 2) / StrictMath.tan(angles[0] / 2);
        one.law(law, series, Math.abs(rate * t), share, StrictMath.exp(rate * t));
      }
    }

    /**
     * Measures the rate at which the angle to −κ grows from a start near −κ, if that start is in
     * the cell.
     */
    private void leave(CellFlow flow, double[] start) {
      double[] kappa = flow.kappa(start);
      double[] opposite = Directions.unit(Directions.sum(kappa, -2, kappa));
      double[] near = Directions.turned(opposite, start, ASIDE);
      if (!points.gating(near).equals(points.gating(start))) {
        return;
      }
      double step = one.real("course_step");
      // The course ends when the angle has grown tenfold.
      int steps = (int) Math.ceil(StrictMath.log(10) / Directions.norm(kappa) / step);
      CellFlow.Course course = flow.course(near, steps, step);
      double[] opposed = Arrays.stream(course.angles()).map(angle -> Math.PI - angle).toArray();
      double[] times = new double[opposed.length];
      Arrays.setAll(times, t -> t * step);
      double rate =
          LeastSquares.of(times, Arrays.stream(opposed).map(StrictMath::log).toArray()).slope();
      if (Double.isFinite(rate)) {
        String series = "from beside the opposite";
        one.law("leaving-rate", series, course.strength(), rate, course.strength());
        draw("leaving", series, opposed, course.strength() * step);
      }
    }
  }
}
