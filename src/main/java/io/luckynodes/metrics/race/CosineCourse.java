package io.luckynodes.metrics.race;

import io.luckynodes.race.Neurons.Neuron;
import io.luckynodes.race.Vectors;
import io.luckynodes.table.NeuronCosinesRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A network's neurons at three times: at the start, at the last snapshot before the loss drops, and
 * at the end. The order of neurons is known only at the end, so all rows are written together at
 * the end.
 */
final class CosineCourse {
  private Optional<Moment> start = Optional.empty();
  private Optional<Moment> beforeDrop = Optional.empty();
  private Optional<Moment> latest = Optional.empty();

  /**
   * Neurons at a snapshot.
   *
   * @param clusters clusters of neurons, by size, at the end of training; empty before
   */
  private record Moment(int step, boolean dropped, List<Neuron> neurons, List<int[]> clusters) {}

  /** Takes a row of a step. */
  @FunctionalInterface
  interface Sink {
    void add(int step, NeuronCosinesRow row);
  }

  /**
   * Takes the next snapshot, in the order of steps.
   *
   * @param clusters clusters of neurons, by size, at the end of training; empty before
   */
  void add(int step, boolean dropped, List<Neuron> neurons, List<int[]> clusters) {
    latest = Optional.of(new Moment(step, dropped, neurons, clusters));
    start = start.isPresent() ? start : latest;
    beforeDrop = dropped ? beforeDrop : latest;
  }

  /** Writes the rows of the three times; equal times are written once. */
  void write(Sink rows) {
    Set<Moment> moments = new LinkedHashSet<>();
    start.ifPresent(moments::add);
    beforeDrop.ifPresent(moments::add);
    latest.ifPresent(moments::add);
    for (Moment moment : moments) {
      write(moment, latest.orElseThrow(), rows);
    }
  }

  private static void write(Moment moment, Moment end, Sink rows) {
    int n = moment.neurons().size();
    int[] cluster = new int[n];
    Arrays.fill(cluster, -1);
    List<Integer> order = new ArrayList<>();
    for (int c = 0; c < end.clusters().size(); c++) {
      for (int neuron : end.clusters().get(c)) {
        cluster[neuron] = c;
        order.add(neuron);
      }
    }
    IntStream.range(0, n).filter(neuron -> cluster[neuron] < 0).forEach(order::add);
    double[][] units =
        order.stream().map(j -> unit(moment.neurons().get(j))).toArray(double[][]::new);
    double[][] cosines = Vectors.products(units);
    for (int row = 0; row < n; row++) {
      for (int column = row + 1; column < n; column++) {
        rows.add(
            moment.step(),
            new NeuronCosinesRow(
                row,
                column,
                cluster[order.get(row)],
                cluster[order.get(column)],
                cosines[row][column],
                moment.dropped()));
      }
    }
  }

  /** The vector (w, b, a) of a neuron, scaled to length 1; NaN if its length is 0. */
  private static double[] unit(Neuron neuron) {
    int inputs = neuron.in().length;
    double[] whole = Arrays.copyOf(neuron.in(), inputs + 1 + neuron.out().length);
    whole[inputs] = neuron.bias();
    System.arraycopy(neuron.out(), 0, whole, inputs + 1, neuron.out().length);
    return Vectors.times(whole, 1 / Vectors.norm(whole));
  }
}
