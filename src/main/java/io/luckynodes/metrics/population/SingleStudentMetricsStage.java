package io.luckynodes.metrics.population;

import io.luckynodes.metrics.Computed;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.statistics.LeastSquares;
import io.luckynodes.theory.Directions;
import io.luckynodes.theory.population.SingleStudent;
import io.luckynodes.theory.population.SingleStudent.Trained;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The METRICS stage of a single student that starts nearly opposite to its teacher (Student
 * Specialization, S:270). All measurements but the sampled ones are the same for all seeds.
 */
public final class SingleStudentMetricsStage implements StageRunner {
  /** Number of angles at which Eqn 12 is tested. */
  private static final int ANGLES = 17;

  @Override
  public void run(StageTask task) {
    Computed.each(task, SingleStudentMetricsStage::measure);
  }

  static void measure(Computed one) {
    turning(one);
    for (Trained trained : Trained.values()) {
      times(one, trained);
    }
    int samples = one.integer("samples");
    String series = Trained.BOTH.words() + ", " + samples + " samples";
    for (double gap : one.reals("sampled_gaps")) {
      RandomGenerator random = one.stream("inputs", Computed.words(gap));
      double[][] inputs = new double[samples][];
      for (int i = 0; i < samples; i++) {
        inputs[i] = Directions.gaussian(2, random);
      }
      double time =
          SingleStudent.sampledTime(
              inputs, gap, one.real("learning_rate"), one.real("sampled_time"));
      one.law("slow-sampled", "arrived", gap, Double.isFinite(time) ? 1 : 0);
      if (Double.isFinite(time)) {
        one.law("slow", series, gap, time);
      }
    }
  }

  private static void times(Computed one, Trained trained) {
    double small = one.real("small_gap");
    double[] gaps = one.reals("gaps");
    double[] times = new double[gaps.length];
    for (int i = 0; i < gaps.length; i++) {
      times[i] = SingleStudent.time(trained, gaps[i], one.real("change"));
      double predicted = SingleStudent.predictedTime(trained, gaps[i]);
      one.law("slow", trained.words(), gaps[i], times[i], predicted);
      if (trained != Trained.WEIGHTS) {
        one.law("slow-ratio", trained.words(), gaps[i], times[i] / predicted, 1);
      } else if (gaps[i] <= small) {
        one.law("slow-ratio-of-small", trained.words(), gaps[i], times[i] / predicted, 1);
      }
    }
    if (trained == Trained.WEIGHTS) {
      return;
    }
    double slope =
        LeastSquares.of(
                Arrays.stream(gaps)
                    .map(gap -> gap <= small ? StrictMath.log(gap) : Double.NaN)
                    .toArray(),
                Arrays.stream(times).map(StrictMath::log).toArray())
            .slope();
    one.law("slow-exponent", trained.words(), 0, slope, -1);
  }

  /** Tests Eqn 12 on students with several fan-outs. */
  private static void turning(Computed one) {
    for (double norm : new double[] {0.3, 1, 2}) {
      for (int i = 1; i <= ANGLES; i++) {
        double degrees = 180.0 * i / (ANGLES + 1);
        double[][] student = SingleStudent.at(Math.toRadians(180 - degrees));
        student[0][2] = norm;
        one.law(
            "turning",
            "v = " + Computed.words(norm),
            degrees,
            SingleStudent.turning(Trained.BOTH, student),
            SingleStudent.predictedTurning(student[0]));
      }
    }
  }
}
