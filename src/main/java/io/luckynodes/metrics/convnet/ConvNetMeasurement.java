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
 * What was measured of one snapshot of a ConvNet student.
 *
 * @param correlations of each layer, ρ(j°, j)
 * @param squared sum of squared differences of both networks' outputs
 * @param outputs how many they are
 * @param dead of each layer, which teacher nodes are the same on every sample
 * @param accuracy share of the test images that the student gets right; NaN without classes
 */
record ConvNetMeasurement(
    List<double[][]> correlations,
    List<boolean[]> dead,
    double squared,
    long outputs,
    double accuracy) {
  private static final String VALUE = "value";

  /** Numbers that are not correlations. */
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

  /** All of it as float64, which holds each number exactly. */
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

  /** What {@link #table} gave; empty if it is not of networks of these shapes. */
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
