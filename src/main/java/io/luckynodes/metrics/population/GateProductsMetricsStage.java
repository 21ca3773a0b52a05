package io.luckynodes.metrics.population;

import io.luckynodes.metrics.Computed;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.theory.Directions;
import io.luckynodes.theory.population.GateProduct;
import io.luckynodes.theory.population.InputLaw;
import io.luckynodes.theory.population.SampledGates;
import java.util.random.RandomGenerator;

/**
 * The METRICS stage of Theorem 6 of Student Specialization (S:234) and its Assumption 2: gate
 * products on spherical inputs in closed form, integrated and sampled.
 */
public final class GateProductsMetricsStage implements StageRunner {
  private static final String OF_OTHER = "of w′";
  private static final String OF_FIRST = "of w";

  @Override
  public void run(StageTask task) {
    Computed.each(task, GateProductsMetricsStage::measure);
  }

  static void measure(Computed one) {
    integrated(one);
    for (double inputs : one.reals("dimensions")) {
      for (InputLaw law : InputLaw.values()) {
        sampled(one, (int) inputs, law);
      }
    }
    for (double bias : one.reals("biases")) {
      for (double degrees : angles(one)) {
        RandomGenerator random = one.stream("span", bias + ", " + degrees);
        double share =
            SampledGates.outsideSpan(Math.toRadians(degrees), bias, one.integer("samples"), random);
        if (Double.isFinite(share)) {
          one.law("outside-span", "bias " + Computed.words(bias).replace('-', '−'), degrees, share);
        }
      }
    }
  }

  /**
   * Compares the closed form with the integral in the plane of both weights, at evenly spaced
   * angles from 0° to 180°.
   */
  private static void integrated(Computed one) {
    int angles = one.integer("plane_angles");
    double norm = one.real("student_norm");
    double otherNorm = one.real("teacher_norm");
    double[] w = {norm, 0};
    for (int i = 0; i < angles; i++) {
      double degrees = 180.0 * i / (angles - 1);
      double angle = Math.toRadians(degrees);
      double[] other = {otherNorm * StrictMath.cos(angle), otherNorm * StrictMath.sin(angle)};
      GateProduct product = GateProduct.of(w, other);
      double[] closed = product.vector(w, other);
      double[] integral = GateProduct.integrated(angle, otherNorm);
      one.law("gate-product-plane", "along w", degrees, integral[0], closed[0]);
      one.law("gate-product-plane", "across w", degrees, integral[1], closed[1]);
      one.law("gate-share-plane", "both gates open", degrees, integral[2], product.share());
      one.law("gate-product", OF_OTHER, degrees, product.share());
      one.law("gate-product", OF_FIRST, degrees, product.along());
    }
  }

  private static void sampled(Computed one, int inputs, InputLaw law) {
    double greatest = 0;
    for (double degrees : angles(one)) {
      RandomGenerator random = one.stream("inputs", law + ", " + inputs + ", " + degrees);
      double[] unit = Directions.random(inputs, random);
      double[] turned =
          Directions.turned(unit, Directions.random(inputs, random), Math.toRadians(degrees));
      double[] w = Directions.sum(new double[inputs], one.real("student_norm"), unit);
      double[] other = Directions.sum(new double[inputs], one.real("teacher_norm"), turned);
      GateProduct product = GateProduct.of(w, other);
      SampledGates gates = SampledGates.of(w, other, law, one.integer("samples"), random);
      for (double miss : gates.misses(product.vector(w, other))) {
        greatest = Math.max(greatest, miss);
        String bounded = law.spherical() ? "gate-product-error" : "gate-product-miss";
        one.law(bounded, law.words(), degrees, miss);
      }
      if (law.spherical()) {
        double[] coefficients = gates.coefficients(w, other);
        one.law("gate-product", OF_OTHER + ", sampled", degrees, coefficients[1]);
        one.law("gate-product", OF_FIRST + ", sampled", degrees, coefficients[0]);
      }
    }
    if (!law.spherical()) {
      one.law("gate-product-control", "d = " + inputs, inputs, greatest);
    }
  }

  /** The middles of equal parts of 0° to 180°. */
  private static double[] angles(Computed one) {
    double[] degrees = new double[one.integer("angles")];
    for (int i = 0; i < degrees.length; i++) {
      degrees[i] = 180 * (i + 0.5) / degrees.length;
    }
    return degrees;
  }
}
