package io.luckynodes.metrics.flow;

import io.luckynodes.metrics.Computed;
import io.luckynodes.statistics.LeastSquares;
import io.luckynodes.theory.flow.Classifier;
import io.luckynodes.theory.flow.Classifier.Polar;
import io.luckynodes.theory.flow.ClassifierDescent;
import io.luckynodes.theory.flow.LabelledPoints;
import io.luckynodes.theory.flow.PolarGradient;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;

/** Tests of equations 2 to 6 and appendices B.1, C.2.1 and F of the Race. */
final class IdentityLaws {
  /** Factor by which outgoing weights grow to measure the effect on the loss (appendix F). */
  private static final double GROWN = 1.001;

  private final Computed one;
  private final FlowStart start;
  private final LabelledPoints points;

  IdentityLaws(Computed one, FlowStart start) {
    this.one = one;
    this.start = start;
    points = start.points();
  }

  void add() {
    Classifier general =
        Classifier.draw(
            one.integer("hidden_nodes"),
            points.inputs(),
            one.real("general_std"),
            one.real("general_std"),
            one.stream("general"));
    polar(general);
    softmax(general);
    double rate = one.reals("learning_rates")[0];
    outgoing("all samples", new ClassifierDescent(points, start.network(), rate, 0), 0);
    // Momentum adds up steps, so the learning rate is multiplied by 1 − μ.
    double momentum = one.real("momentum");
    int batch = one.integer("batch");
    outgoing(
        String.format(Locale.ROOT, "batches of %d, momentum %s", batch, Computed.words(momentum)),
        new ClassifierDescent(points, start.network(), rate * (1 - momentum), momentum),
        batch);
    side(rate);
    aligned(rate);
  }

  /** Tests equations 2 to 6. */
  private void polar(Classifier network) {
    BitSet[] gatings = start.gatings(network);
    for (int j = 0; j < network.neurons(); j++) {
      if (!gatings[j].isEmpty()) {
        for (PolarGradient gradient :
            PolarGradient.of(network, points, j, one.real("difference_step"))) {
          one.law(
              "polar",
              gradient.coordinate(),
              gradient.stated(),
              gradient.measured(),
              gradient.stated());
        }
      }
    }
  }

  /** Tests appendix C.2.1 on a network whose outgoing weights all lie on the antidiagonal. */
  private void softmax(Classifier general) {
    Classifier network = general.copy();
    for (double[] a : network.a()) {
      a[1] = -a[0];
    }
    double most =
        Arrays.stream(points.x()).mapToDouble(x -> Math.abs(network.outputs(x)[0])).max().orElse(0);
    double[] sizes = one.reals("output_sizes");
    double[][] errors = new double[2][sizes.length];
    for (int i = 0; i < sizes.length; i++) {
      Classifier scaled = network.copy();
      for (double[] a : scaled.a()) {
        a[0] *= sizes[i] / most;
        a[1] *= sizes[i] / most;
      }
      for (double[] x : points.x()) {
        double[] o = scaled.outputs(x);
        double p = Classifier.softmax(o)[0];
        errors[0][i] = Math.max(errors[0][i], Math.abs(p - 0.5));
        errors[1][i] = Math.max(errors[1][i], Math.abs(p - 0.5 - o[0] / 2));
      }
    }
    String[] names = {"zeroth order, ½", "first order, ½ + o / 2"};
    double[] x = Arrays.stream(sizes).map(StrictMath::log).toArray();
    for (int order = 0; order < 2; order++) {
      for (int i = 0; i < sizes.length; i++) {
        one.law("softmax-error", names[order], sizes[i], errors[order][i]);
      }
      double[] y = Arrays.stream(errors[order]).map(StrictMath::log).toArray();
      double slope = LeastSquares.of(x, y).slope();
      one.law("softmax-exponent", names[order], 0, slope, 1 + 2 * order);
    }
  }

  /**
   * Tests appendix B.1: every error lies along (1, −1), so that a₁ + a₂ of a neuron stays constant.
   */
  private void outgoing(String name, ClassifierDescent descent, int batch) {
    RandomGenerator random = one.stream("batches");
    double time = one.reals("learning_rates")[0];
    long steps = Math.round(one.real("time") / time);
    long every = Math.max(1, Math.round(one.real("snapshot_time") / time));
    for (long t = 1; t <= steps; t++) {
      if (batch == 0) {
        descent.step();
      } else {
        descent.step(batch, random);
      }
      if (t % every == 0) {
        double[][] now = descent.network().a();
        double[][] then = start.network().a();
        double change = 0;
        double size = 0;
        for (int j = 0; j < now.length; j++) {
          change = Math.max(change, Math.abs(now[j][0] + now[j][1] - then[j][0] - then[j][1]));
          size = DoubleStream.of(size, Math.abs(now[j][0]), Math.abs(now[j][1])).max().orElse(0);
        }
        one.law("outgoing-sum", name, t * time, change / size);
      }
    }
  }

  /** Tests Theorem B.1: outgoing weights turn to the class of the sign of Σ σ (w · x + b). */
  private void side(double rate) {
    ClassifierDescent descent = start.descent(rate);
    Classifier before = descent.network().copy();
    double steps = one.real("time") / rate;
    for (int t = 0; t < steps && !start.dropped(descent.network()); t++) {
      before = descent.network().copy();
      if (t % Math.max(1, Math.round(one.real("snapshot_time") / rate)) == 0) {
        one.law("outgoing-side", "neurons", t * rate, side(before));
      }
      descent.step();
    }
    one.law("outgoing-side-before-drop", "neurons", 0, side(before));
  }

  /**
   * The share of neurons on the side of that sign, among neurons that let at least one sample pass.
   */
  private double side(Classifier network) {
    int right = 0;
    int all = 0;
    for (int j = 0; j < network.neurons(); j++) {
      double sum = 0;
      for (int s = 0; s < points.count(); s++) {
        sum += points.signs()[s] * Math.max(0, network.input(j, points.x()[s]));
      }
      all += sum == 0 ? 0 : 1;
      right += sum * (network.a()[j][0] - network.a()[j][1]) > 0 ? 1 : 0;
    }
    return right / (double) all;
  }

  /**
   * Tests appendix F: an aligned neuron that grows lowers the loss on the samples that it lets
   * pass.
   */
  private void aligned(double rate) {
    ClassifierDescent descent = start.descent(rate);
    double done = 0;
    for (double time : one.reals("aligned_times")) {
      for (; done + rate / 2 < time; done += rate) {
        descent.step();
      }
      Classifier network = descent.network();
      BitSet[] gatings = start.gatings(network);
      Polar[] polar = start.polar(network);
      for (int j = 0; j < network.neurons(); j++) {
        double side = StrictMath.cos(polar[j].phi());
        if (polar[j].h() > 0
            && Math.abs(side) > one.real("aligned_outgoing_cosine")
            && StrictMath.cos(polar[j].delta()) * Math.signum(side) > one.real("aligned_cosine")) {
          Classifier grown = network.copy();
          grown.a()[j][0] *= GROWN;
          grown.a()[j][1] *= GROWN;
          double change = loss(grown, gatings[j]) - loss(network, gatings[j]);
          one.law("aligned-fall", "neurons", time, -change / (GROWN - 1));
        }
      }
    }
  }

  private double loss(Classifier network, BitSet samples) {
    return samples.stream().mapToDouble(s -> network.loss(points.x()[s], points.signs()[s])).sum();
  }
}
