package io.luckynodes.metrics.flow;

import io.luckynodes.metrics.Computed;
import io.luckynodes.statistics.LeastSquares;
import io.luckynodes.statistics.Median;
import io.luckynodes.theory.flow.Classifier;
import io.luckynodes.theory.flow.Classifier.Polar;
import io.luckynodes.theory.flow.ClassifierDescent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Tests of Theorem 3.11, which compare growth with the integral of its predicted rate, and of Lemma
 * 3.9.
 */
final class GrowthLaws {
  /** A growing quantity, and its growth rate by the theorem. */
  private record Reading(
      String name, boolean bias, ToDoubleFunction<Polar> logarithm, ToDoubleFunction<Polar> rate) {}

  private static final List<Reading> READINGS =
      List.of(
          new Reading("sum of norms", true, GrowthLaws::sum, Polar::rate),
          new Reading("sum, without the bias", false, GrowthLaws::sum, Polar::rate),
          new Reading(
              "product of norms",
              true,
              GrowthLaws::product,
              polar -> polar.rate() * (polar.r() / polar.q() + polar.q() / polar.r())),
          new Reading(
              "product, as if norms were equal",
              true,
              GrowthLaws::product,
              polar -> 2 * polar.rate()));

  private final Computed one;
  private final FlowStart start;

  GrowthLaws(Computed one, FlowStart start) {
    this.one = one;
    this.start = start;
  }

  private static double sum(Polar polar) {
    return StrictMath.log(polar.r() + polar.q());
  }

  private static double product(Polar polar) {
    return StrictMath.log(polar.r() * polar.q());
  }

  void add() {
    double[] rates = one.reals("learning_rates");
    double[][] medians = new double[READINGS.size()][rates.length];
    for (int i = 0; i < rates.length; i++) {
      List<double[]> misses = train(rates[i], i == 0);
      for (int k = 0; k < READINGS.size(); k++) {
        String name = READINGS.get(k).name();
        medians[k][i] = Median.of(misses.get(k));
        one.law("growth-miss", name, rates[i], medians[k][i]);
        if (i == 0) {
          one.law("growth-miss-at-first-rate", name, rates[i], medians[k][i]);
        }
      }
    }
    double[] x = Arrays.stream(rates).map(StrictMath::log).toArray();
    for (int k = 0; k < READINGS.size(); k++) {
      double[] y = Arrays.stream(medians[k]).map(StrictMath::log).toArray();
      one.law("growth-miss-slope", READINGS.get(k).name(), 0, LeastSquares.of(x, y).slope(), 1);
    }
  }

  /**
   * The misses of every neuron that lets at least one sample pass at the start, for each reading.
   */
  private List<double[]> train(double rate, boolean first) {
    ClassifierDescent descent = start.descent(rate);
    Classifier network = descent.network();
    int[] neurons = start.moving();
    double[][] before = new double[READINGS.size()][neurons.length];
    double[][] integral = new double[READINGS.size()][neurons.length];
    long steps = Math.round(one.real("growth_time") / rate);
    List<double[]> turns = new ArrayList<>();
    for (long t = 0; t < steps; t++) {
      double[][] errors = network.errors(start.points());
      double[][] pulls = new double[neurons.length][];
      Polar[] now = new Polar[neurons.length];
      for (int n = 0; n < neurons.length; n++) {
        pulls[n] = network.pull(start.points(), errors, neurons[n]);
        now[n] = network.polar(neurons[n], pulls[n]);
        for (int k = 0; k < READINGS.size(); k++) {
          Polar polar = polar(network, neurons[n], pulls[n], READINGS.get(k));
          integral[k][n] += rate * READINGS.get(k).rate().applyAsDouble(polar);
          before[k][n] = t == 0 ? READINGS.get(k).logarithm().applyAsDouble(polar) : before[k][n];
        }
      }
      descent.step();
      for (int n = 0; n < neurons.length; n++) {
        Polar then = network.polar(neurons[n], pulls[n]);
        turns.add(
            new double[] {
              StrictMath.tan(now[n].delta()),
              now[n].r() * (now[n].delta() - then.delta()) / (then.r() - now[n].r())
            });
      }
    }
    turns(rate, turns);
    List<double[]> misses = new ArrayList<>();
    double[][] after = new double[READINGS.size()][neurons.length];
    double[][] errors = network.errors(start.points());
    for (int k = 0; k < READINGS.size(); k++) {
      double[] miss = new double[neurons.length];
      for (int n = 0; n < neurons.length; n++) {
        double[] pull = network.pull(start.points(), errors, neurons[n]);
        Polar polar = polar(network, neurons[n], pull, READINGS.get(k));
        after[k][n] = READINGS.get(k).logarithm().applyAsDouble(polar) - before[k][n];
        miss[n] = Math.abs(after[k][n] - integral[k][n]);
        if (first) {
          one.law("growth", READINGS.get(k).name(), integral[k][n], after[k][n], integral[k][n]);
        }
      }
      misses.add(miss);
    }
    ratios(rate, network, neurons, after[0], integral[0]);
    return misses;
  }

  private static Polar polar(Classifier network, int neuron, double[] pull, Reading reading) {
    return reading.bias() ? network.polar(neuron, pull) : network.polarWithoutBias(neuron, pull);
  }

  /**
   * Tests Lemma 3.9: r times the turn over the growth is tan Δ. Neurons on the far side shrink as
   * they turn.
   */
  private void turns(double rate, List<double[]> turns) {
    double[] x = turns.stream().mapToDouble(turn -> StrictMath.log(Math.abs(turn[0]))).toArray();
    double[] y = turns.stream().mapToDouble(turn -> StrictMath.log(Math.abs(turn[1]))).toArray();
    one.law("turn-slope", series(rate), 0, LeastSquares.of(x, y).slope(), 1);
    int every = Math.max(1, turns.size() / 200);
    for (int i = 0; rate == one.reals("learning_rates")[0] && i < turns.size(); i += every) {
      double tangent = Math.abs(turns.get(i)[0]);
      one.law("turn", "neurons", tangent, Math.abs(turns.get(i)[1]), tangent);
    }
  }

  /**
   * Compares the ratio of the norms of two neurons of one cell with the exponential of the
   * difference of their integrals.
   */
  private void ratios(
      double rate, Classifier network, int[] neurons, double[] growth, double[] integral) {
    BitSet[] gatings = start.gatings(network);
    for (int n = 0; n < neurons.length; n++) {
      for (int m = 0; m < n; m++) {
        if (gatings[neurons[n]].equals(gatings[neurons[m]])) {
          double predicted = integral[n] - integral[m];
          double miss = StrictMath.expm1(growth[n] - growth[m] - predicted);
          one.law("ratio-miss", series(rate), Math.abs(predicted), Math.abs(miss));
        }
      }
    }
  }

  private static String series(double rate) {
    return "η = " + Computed.words(rate);
  }
}
