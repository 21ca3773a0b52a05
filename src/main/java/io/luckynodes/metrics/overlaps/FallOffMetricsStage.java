package io.luckynodes.metrics.overlaps;

import io.luckynodes.metrics.Computed;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.statistics.LeastSquares;
import io.luckynodes.theory.FallOff;
import io.luckynodes.theory.FallOff.Regions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * The METRICS stage of Lemma 4 of Luck Matters: the fall of an overlap as two nodes part. All
 * measurements but the sampled ones are in closed form and the same for all seeds.
 */
public final class FallOffMetricsStage implements StageRunner {
  /** The exponent in the printed lemma, for any inputs. */
  private static final double PRINTED = 2;

  @Override
  public void run(StageTask task) {
    Computed.each(task, one -> new Measurement(one).run());
  }

  /** The measurements of one seed. */
  private static final class Measurement {
    private final Computed one;

    /** The distances in ascending order. */
    private final double[] distances;

    Measurement(Computed one) {
      this.one = one;
      distances = Arrays.stream(one.reals("distances")).sorted().toArray();
    }

    void run() {
      Map<String, FallOff> isotropic = new LinkedHashMap<>();
      for (double threshold : one.reals("thresholds")) {
        isotropic.put(OverlapsMetricsStage.words(threshold), FallOff.isotropic(threshold));
      }
      isotropic.forEach((name, fall) -> limit("isotropic", name, fall));
      Map<String, FallOff> elsewhere = new LinkedHashMap<>();
      elsewhere.put(
          "stretched inputs", FallOff.stretched(one.real("variance"), one.real("direction")));
      elsewhere.put("trained bias", FallOff.trainedBias(one.real("tilt")));
      elsewhere.forEach((name, fall) -> limit("elsewhere", name, fall));

      Map<String, FallOff> all = new LinkedHashMap<>(isotropic);
      all.putAll(elsewhere);
      all.forEach(this::fall);
      regions();
    }

    /** Measures the exponent at small distances, and the constant before it. */
    private void limit(String inputs, String name, FallOff fall) {
      double slope = slope(fall::share);
      one.law("exponent-" + inputs, name, 0, slope, fall.exponent());
      one.law("exponent-printed", name, 0, slope, PRINTED);
      double least = distances[0];
      double constant = fall.share(least) / StrictMath.pow(least, fall.exponent());
      one.law("constant-" + inputs, name, least, constant, fall.constant());
    }

    private void fall(String name, FallOff fall) {
      for (double distance : distances) {
        double limit = fall.constant() * StrictMath.pow(distance, fall.exponent());
        one.law("fall-off", name, distance, fall.share(distance), limit);
      }
      for (double distance : one.reals("sampled_distances")) {
        double sampled =
            fall.sampled(
                distance, one.integer("points"), one.stream("points", name + ", " + distance));
        // Far from its teacher the bias is so negative that the student may be active on no input.
        if (Double.isFinite(sampled)) {
          one.law("fall-off-sampled", name, distance, sampled, fall.share(distance));
        }
      }
    }

    /**
     * Measures the wedge of the printed proof, without a threshold, and the part of the overlap
     * that falls with δ².
     */
    private void regions() {
      region("probability that one node alone is active", 1, Regions::measure);
      region("added where one node alone is active", 3, Regions::wedge);
      region("added where both nodes are active", 2, Regions::both);
    }

    private void region(String name, double exponent, ToDoubleFunction<Regions> part) {
      double[] all =
          DoubleStream.concat(
                  Arrays.stream(distances), Arrays.stream(one.reals("sampled_distances")))
              .distinct()
              .sorted()
              .toArray();
      for (double distance : all) {
        one.law("region", name, distance, part.applyAsDouble(Regions.at(distance)));
      }
      double slope = slope(distance -> part.applyAsDouble(Regions.at(distance)));
      one.law("region-exponent", name, 0, slope, exponent);
    }

    /** The slope over all distances, in logarithms. */
    private double slope(DoubleUnaryOperator f) {
      return LeastSquares.of(
              Arrays.stream(distances).map(StrictMath::log).toArray(),
              Arrays.stream(distances).map(x -> StrictMath.log(f.applyAsDouble(x))).toArray())
          .slope();
    }
  }
}
