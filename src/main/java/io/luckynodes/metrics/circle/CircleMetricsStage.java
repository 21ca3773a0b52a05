package io.luckynodes.metrics.circle;

import io.luckynodes.metrics.Computed;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.statistics.RankCorrelation;
import io.luckynodes.table.CircleNodesRow;
import io.luckynodes.table.StudentNodesRow;
import io.luckynodes.theory.Circle;
import io.luckynodes.theory.Circle.Arc;
import io.luckynodes.theory.CircleDescent.Snapshot;
import io.luckynodes.theory.CircleFlatness;
import io.luckynodes.theory.CircleNetwork;
import io.luckynodes.theory.CircleReadings;
import io.luckynodes.theory.CircleReadings.Match;
import io.luckynodes.theory.CircleReadings.Nearest;
import io.luckynodes.theory.CircleSettings;
import io.luckynodes.theory.CircleTrial;
import io.luckynodes.theory.CircleTrial.Course;
import io.luckynodes.theory.CircleTrial.Training;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The METRICS stage of networks on the unit circle. It trains them itself, which takes seconds for
 * each network.
 */
public final class CircleMetricsStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    Computed.each(task, one -> new Measurement(one).run());
  }

  /** The measurements of one seed of one variant. */
  private static final class Measurement {
    private final Computed one;
    private final CircleSettings settings;
    private final CircleTrial trial;
    private final double[] teachers;
    private final double[][] teacherActivations;

    /** The variant in words; the numbers of nodes distinguish the variants. */
    private final String variant;

    Measurement(Computed one) {
      this.one = one;
      settings =
          new CircleSettings(
              new Circle(one.integer("samples"), one.real("threshold")),
              one.integer("teacher_nodes"),
              one.integer("hidden_nodes"),
              one.integer("outputs"),
              one.real("fan_out_std"),
              one.real("learning_rate"),
              one.integer("steps"),
              one.job().integers("snapshot_steps"),
              one.flag("retrain"));
      trial = CircleTrial.run(settings, one.streams());
      teachers = trial.teacher().degrees();
      teacherActivations = activations(trial.teacher());
      variant =
          settings.teacherNodes() + " teacher and " + settings.hiddenNodes() + " student nodes";
    }

    void run() {
      for (Course course : trial.courses()) {
        nodes(course);
        losses(course);
      }
      Course dense = trial.courses().get(0);
      students(dense);
      luck(dense);
      shape(dense);
      if (settings.retrain()) {
        tickets();
      }
    }

    private void nodes(Course course) {
      double[] squares = trial.teacher().fanOutSquares();
      for (int k = 0; k < teachers.length; k++) {
        node(course, 0, CircleNodesRow.TEACHER, k, trial.teacher().directions()[k], squares[k]);
      }
      for (Snapshot snapshot : course.snapshots()) {
        double[] fanOuts = snapshot.network().fanOutSquares();
        for (int j = 0; j < fanOuts.length; j++) {
          node(
              course,
              snapshot.step(),
              CircleNodesRow.STUDENT,
              course.students()[j],
              snapshot.network().directions()[j],
              fanOuts[j]);
        }
      }
    }

    private void node(
        Course course, int step, String side, int node, double direction, double fanOutSquare) {
      Optional<Arc> arc = settings.circle().arc(direction);
      double degrees = new CircleNetwork(new double[] {direction}, 1, new double[1]).degrees()[0];
      Nearest nearest = CircleReadings.nearest(degrees, teachers);
      one.add(
          step,
          new CircleNodesRow(
              word(course.training()),
              side,
              node,
              degrees,
              arc.map(Arc::from).orElse(Double.NaN),
              arc.map(Arc::to).orElse(Double.NaN),
              nearest.node(),
              nearest.gap(),
              settings.circle().overlap(nearest.gap()),
              Math.sqrt(fanOutSquare)));
    }

    private void losses(Course course) {
      String series = word(course.training());
      for (Snapshot snapshot : course.snapshots()) {
        one.law("loss-share", series, snapshot.step(), course.lossShare(snapshot));
      }
      one.law("final-loss-share", variant + ", " + series, 0, lastShare(course));
    }

    private void students(Course dense) {
      for (Snapshot snapshot : dense.snapshots()) {
        double[][] activations = activations(snapshot.network());
        double[] squares = snapshot.network().fanOutSquares();
        for (int j = 0; j < squares.length; j++) {
          Match match = CircleReadings.match(activations[j], teacherActivations);
          one.add(
              snapshot.step(),
              new StudentNodesRow(0, j, match.node(), match.correlation(), Math.sqrt(squares[j])));
        }
      }
    }

    /**
     * Measures which students are near a teacher node at the start, and which come near a teacher
     * node, and when.
     */
    private void luck(Course dense) {
      double near = one.real("near_degrees");
      double[] start = dense.start().degrees();
      double[] gaps = CircleReadings.luckyGaps(teachers, start, dense.end().degrees());
      long arrived = Arrays.stream(gaps).filter(gap -> gap <= near).count();
      one.law("lucky-arrive", variant, 0, (double) arrived / gaps.length);

      double[] first = new double[start.length];
      double[] stays = new double[start.length];
      for (int j = 0; j < start.length; j++) {
        int student = j;
        double[] course =
            dense.snapshots().stream()
                .mapToDouble(
                    snapshot ->
                        CircleReadings.nearest(snapshot.network().degrees()[student], teachers)
                            .gap())
                .toArray();
        first[j] = course[0];
        stays[j] = CircleReadings.staysFrom(course, near);
      }
      // If all students or none come to stay, there is no rank correlation between gaps and times.
      double pace = RankCorrelation.of(first, stays);
      one.law("overlap-sets-pace", variant, 0, Double.isNaN(pace) ? 0 : pace);
    }

    /**
     * Measures the number of nodes that carry the fan-outs after training, and the flatness of the
     * minimum.
     */
    private void shape(Course dense) {
      double[] squares = dense.end().fanOutSquares();
      double[] carried = CircleReadings.cumulativeShares(squares);
      double[] eigenvalues = CircleFlatness.eigenvalues(settings.circle(), dense.end());
      for (int i = 0; i < carried.length; i++) {
        one.law("carried-share", variant, i + 1.0, carried[i]);
        one.law("eigenvalue-share", variant, i + 1.0, eigenvalues[i] / eigenvalues[0]);
      }
      one.law("carriers", variant, 0, CircleReadings.carriers(squares, one.real("carried_share")));
      one.law(
          "flat-share",
          variant,
          0,
          CircleFlatness.flatShare(eigenvalues, one.real("flat_eigenvalue")));
    }

    /** Tests which trainings fit the labels, and compares the ticket with the other trainings. */
    private void tickets() {
      double limit = one.real("fitted_loss");
      double[] fitted = new double[trial.courses().size()];
      for (int c = 0; c < fitted.length; c++) {
        fitted[c] = lastShare(trial.courses().get(c)) < limit ? 1 : 0;
      }
      one.law("dense-fitted", variant, 0, fitted[0]);
      one.law("ticket-fitted", variant, 0, fitted[1]);
      one.law("redrawn-fitted", variant, 0, fitted[2]);
      one.law("ticket-over-redrawn", variant, 0, fitted[1] - fitted[2]);
      double ticket = last(trial.courses().get(1));
      double dense = last(trial.courses().get(0));
      one.law("ticket-over-dense", variant, 0, StrictMath.log10(ticket / dense));
    }

    private static double lastShare(Course course) {
      return course.lossShare(course.snapshots().get(course.snapshots().size() - 1));
    }

    private static double last(Course course) {
      return course.snapshots().get(course.snapshots().size() - 1).loss();
    }

    private double[][] activations(CircleNetwork network) {
      return Arrays.stream(network.directions())
          .mapToObj(settings.circle()::activations)
          .toArray(double[][]::new);
    }

    private static String word(Training training) {
      return training.name().toLowerCase(Locale.ROOT);
    }
  }
}
