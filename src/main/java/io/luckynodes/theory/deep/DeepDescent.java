package io.luckynodes.theory.deep;

import io.luckynodes.theory.SmallNetwork;
import java.util.Arrays;
import java.util.Set;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresBuilder;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresOptimizer.Optimum;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;
import org.hipparchus.optim.nonlinear.vector.leastsquares.ValueAndJacobianFunction;
import org.hipparchus.util.Pair;

/**
 * The way of a student with biases to a critical point of SGD, on all samples at once: rounds of
 * gradient descent with momentum, each finished by Levenberg and Marquardt's method on all outputs
 * [A: any way does, the theorems are about the point].
 *
 * @param learningRate η in v ← μ v + ∂J, w ← w − η v
 * @param momentum μ
 * @param steps of descent in a round
 * @param finishSteps of Levenberg and Marquardt's method in a round, at most
 * @param rounds at most
 * @param settled ε below which there are no more rounds
 */
public record DeepDescent(
    double learningRate, double momentum, int steps, int finishSteps, int rounds, double settled) {
  /** What differs by less, relatively, is the same; the method asks for more than rounding. */
  private static final double ROUNDING = 1e-15;

  /** Takes a student on the way. */
  @FunctionalInterface
  public interface Observer {
    /**
     * @param step steps taken so far, those of either method
     */
    void at(int step, SmallNetwork student);
  }

  /** ε, the greatest |g₁| over samples and nodes of the lowest layer. */
  public static double epsilon(SmallNetwork student, double[][] x, double[][] y) {
    return Arrays.stream(student.backward(student.forward(x), y).get(0).linear())
        .flatMapToDouble(Arrays::stream)
        .map(Math::abs)
        .max()
        .orElse(0);
  }

  /**
   * Trains a student.
   *
   * @param x [samples][inputs]
   * @param y the teacher's outputs, [samples][outputs]
   * @param looks steps of the first round's descent after which the observer looks; it also does at
   *     the start and after either method
   * @return the trained student
   */
  public SmallNetwork run(
      SmallNetwork start, double[][] x, double[][] y, Set<Integer> looks, Observer observer) {
    SmallNetwork now = start;
    int taken = 0;
    observer.at(0, now);
    for (int round = 0; round < rounds && epsilon(now, x, y) >= settled; round++) {
      double[] parameters = FlatNetwork.parameters(now);
      double[] velocity = new double[parameters.length];
      for (int step = 1; step <= steps; step++) {
        double[] update = FlatNetwork.update(now, x, y);
        for (int i = 0; i < velocity.length; i++) {
          velocity[i] = momentum * velocity[i] + update[i];
          parameters[i] += learningRate * velocity[i];
        }
        now = FlatNetwork.network(start.shape(), parameters);
        taken++;
        if (step == steps || (round == 0 && looks.contains(step))) {
          observer.at(taken, now);
        }
      }
      Optimum optimum = finish(now, x, y);
      now = FlatNetwork.network(start.shape(), optimum.getPoint().toArray());
      taken += optimum.getIterations();
      observer.at(taken, now);
    }
    return now;
  }

  private Optimum finish(SmallNetwork from, double[][] x, double[][] y) {
    return new LevenbergMarquardtOptimizer()
        .withCostRelativeTolerance(ROUNDING)
        .withParameterRelativeTolerance(ROUNDING)
        .withOrthoTolerance(ROUNDING)
        .optimize(
            new LeastSquaresBuilder()
                .start(FlatNetwork.parameters(from))
                .target(Arrays.stream(y).flatMapToDouble(Arrays::stream).toArray())
                .model(new Outputs(from.shape(), x))
                .lazyEvaluation(true)
                .maxIterations(Integer.MAX_VALUE)
                .maxEvaluations(Integer.MAX_VALUE)
                .checker((iteration, before, after) -> iteration >= finishSteps)
                .build());
  }

  /** All outputs as a function of all parameters. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Outputs(SmallNetwork.Shape shape, double[][] x)
      implements ValueAndJacobianFunction {
    @Override
    public Pair<RealVector, RealMatrix> value(RealVector point) {
      double[] parameters = point.toArray();
      return new Pair<>(computeValue(parameters), computeJacobian(parameters));
    }

    @Override
    public RealVector computeValue(double[] parameters) {
      SmallNetwork network = FlatNetwork.network(shape, parameters);
      return new ArrayRealVector(FlatNetwork.outputs(network, x), false);
    }

    @Override
    public RealMatrix computeJacobian(double[] parameters) {
      SmallNetwork network = FlatNetwork.network(shape, parameters);
      return new Array2DRowRealMatrix(FlatNetwork.jacobian(network, x), false);
    }
  }
}
