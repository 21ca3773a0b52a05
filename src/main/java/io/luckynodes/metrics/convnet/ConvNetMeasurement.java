package io.luckynodes.metrics.convnet;

import io.luckynodes.artifact.Column;
import io.luckynodes.artifact.Table;
import io.luckynodes.job.Member;
import io.luckynodes.metrics.LayerTables;
import io.luckynodes.network.shape.ConvNetShape;
import io.luckynodes.table.EvaluationRow;
import io.luckynodes.table.TableWriter;
import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The measurements of one snapshot of a ConvNet student.
 *
 * @param correlations ρ(j°, j) in each layer
 * @param squared sum of squared differences of both networks' outputs
 * @param outputs the number of these differences
 * @param dead which teacher nodes are the same on every sample, in each layer
 * @param accuracy share of the test images that the student classifies correctly; NaN without
 *     classes
 */
record ConvNetMeasurement(
    List<double[][]> correlations,
    List<boolean[]> dead,
    double squared,
    long outputs,
    double accuracy) {
  private static final String VALUE = "value";

  /** Number of the values that do not belong to a layer. */
  private static final int TOTALS = 3;

  void addTo(
      TableWriter tables,
      LayerTables layerTables,
      Member member,
      int epoch,
      double teacherAccuracy) {
    for (int layer = 0; layer < correlations.size(); layer++) {
      layerTables.addLayer(member, epoch, layer, correlations.get(layer), dead.get(layer));
    }
    tables.add(member, epoch, new EvaluationRow(squared / outputs, accuracy, teacherAccuracy));
  }

  /** The measurements as a table of float64, which holds each number exactly. */
  Table table() {
    int size = TOTALS;
    for (double[][] rho : correlations) {
      size += rho.length * (rho[0].length + 1);
    }
    DoubleBuffer values = DoubleBuffer.allocate(size);
    values.put(squared).put((double) outputs).put(accuracy);
    for (int layer = 0; layer < correlations.size(); layer++) {
      for (boolean one : dead.get(layer)) {
        values.put(one ? 1 : 0);
      }
      for (double[] row : correlations.get(layer)) {
        values.put(row);
      }
    }
    return new Table(new Column.Doubles(VALUE, values.array()));
  }

  /** The measurements that {@link #table} wrote; empty if they are of networks of other shapes. */
  static Optional<ConvNetMeasurement> of(Table table, ConvNetShape teacher, ConvNetShape student) {
    int size = TOTALS;
    for (int layer = 0; layer < teacher.layers(); layer++) {
      size += teacher.channels().get(layer) * (student.channels().get(layer) + 1);
    }
    if (table.rows() != size) {
      return Optional.empty();
    }
    DoubleBuffer values = DoubleBuffer.wrap(table.doubles(VALUE));
    double squared = values.get();
    long outputs = (long) values.get();
    double accuracy = values.get();
    List<double[][]> correlations = new ArrayList<>();
    List<boolean[]> dead = new ArrayList<>();
    for (int layer = 0; layer < teacher.layers(); layer++) {
      boolean[] flags = new boolean[teacher.channels().get(layer)];
      for (int i = 0; i < flags.length; i++) {
        flags[i] = values.get() != 0;
      }
      dead.add(flags);
      double[][] rho = new double[teacher.channels().get(layer)][student.channels().get(layer)];
      for (double[] row : rho) {
        values.get(row);
      }
      correlations.add(rho);
    }
    return Optional.of(new ConvNetMeasurement(correlations, dead, squared, outputs, accuracy));
  }
}
