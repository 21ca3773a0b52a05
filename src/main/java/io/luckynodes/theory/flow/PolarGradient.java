package io.luckynodes.theory.flow;

import io.luckynodes.theory.Directions;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * The velocity of one polar coordinate of a neuron under gradient flow, by equations 2 to 6, as
 * rebuilt from the text (R:36–41), and by central differences of the loss.
 *
 * @param coordinate name of the coordinate
 * @param stated velocity by the equation
 * @param measured velocity by differences
 */
public record PolarGradient(String coordinate, double stated, double measured) {
  /**
   * The velocities of all five coordinates of a neuron that lets at least one sample pass.
   *
   * @param step step of the differences
   */
  public static List<PolarGradient> of(
      Classifier network, LabelledPoints points, int neuron, double step) {
    int inputs = points.inputs();
    double[] in = network.w()[neuron];
    double[] out = network.a()[neuron];
    double[] pull = network.pull(points, network.errors(points), neuron);
    Classifier.Polar polar = network.polarWithoutBias(neuron, pull);
    double r = polar.r();
    double q = polar.q();
    double along = StrictMath.cos(polar.phi());
    double biasPull = Math.sqrt(2) * pull[inputs];
    double drive = polar.h() * StrictMath.cos(polar.delta()) * r + biasPull * in[inputs];

    double[] w = Directions.unit(Arrays.copyOf(in, inputs));
    double[] target = Directions.unit(Arrays.copyOf(pull, inputs));
    double[] a = Directions.unit(out);
    double[] antidiagonal = Directions.unit(new double[] {1, -1});
    DoubleFunction<double[]> longer = by -> with(w, r + by, in[inputs]);
    DoubleFunction<double[]> turned = by -> with(Directions.turned(w, target, by), r, in[inputs]);
    DoubleFunction<double[]> lifted = by -> with(w, r, in[inputs] + by);
    DoubleFunction<double[]> stronger = by -> Directions.sum(out, by, a);
    DoubleFunction<double[]> aimed =
        by -> Directions.sum(new double[2], q, Directions.turned(a, antidiagonal, by));

    Slopes slopes = new Slopes(network, points, neuron, step);
    return List.of(
        new PolarGradient(
            "‖w‖", polar.h() * q * StrictMath.cos(polar.delta()) * along, slopes.ofIn(longer)),
        new PolarGradient(
            "direction of w",
            polar.h() * q / r * StrictMath.sin(polar.delta()) * along,
            slopes.ofIn(turned) / (r * r)),
        new PolarGradient("b", biasPull * q * along, slopes.ofIn(lifted)),
        new PolarGradient("‖a‖", drive * along, slopes.ofOut(stronger)),
        new PolarGradient(
            "direction of a",
            drive / q * StrictMath.sin(polar.phi()),
            slopes.ofOut(aimed) / (q * q)));
  }

  private static double[] with(double[] direction, double norm, double bias) {
    double[] in =
        Arrays.copyOf(Directions.sum(direction, norm - 1, direction), direction.length + 1);
    in[direction.length] = bias;
    return in;
  }

  /** Minus the slope of the loss along a path of one neuron's parameters. */
  private record Slopes(Classifier network, LabelledPoints points, int neuron, double step) {
    double ofIn(DoubleFunction<double[]> way) {
      return (loss(way.apply(-step), network.a()[neuron])
              - loss(way.apply(step), network.a()[neuron]))
          / (2 * step);
    }

    double ofOut(DoubleFunction<double[]> way) {
      return (loss(network.w()[neuron], way.apply(-step))
              - loss(network.w()[neuron], way.apply(step)))
          / (2 * step);
    }

    private double loss(double[] in, double[] out) {
      Classifier moved = network.copy();
      moved.w()[neuron] = in;
      moved.a()[neuron] = out;
      return moved.loss(points);
    }
  }
}
