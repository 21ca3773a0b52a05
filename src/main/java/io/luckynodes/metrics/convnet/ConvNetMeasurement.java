package io.luckynodes.metrics.convnet;

import io.luckynodes.artifact.Column;
import io.luckynodes.artifact.Table;
import io.luckynodes.job.Member;
import io.luckynodes.metrics.LayerTables;
import io.luckynodes.network.shape.ConvNetShape;
import io.luckynodes.table.EvaluationRow;
import io.luckynodes.table.TableWriter;
import io.luckynodes.training.convnet.ConvNetEvaluation;
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
 * @param studentCorrect images that the student gets right
 * @param teacherCorrect images that the teacher gets right
 */
record ConvNetMeasurement(
    List<double[][]> correlations,
    double squared,
    long outputs,
    int studentCorrect,
    int teacherCorrect) {
  private static final String VALUE = "value";

  /** Numbers that are not correlations. */
  private static final int TOTALS = 4;

  void addTo(
      TableWriter tables,
      LayerTables layerTables,
      Member member,
      int epoch,
      ConvNetEvaluation evaluation) {
    for (int layer = 0; layer < correlations.size(); layer++) {
      layerTables.addLayer(member, epoch, layer, correlations.get(layer));
    }
    double images = evaluation.hasClasses() ? evaluation.samples() : Double.NaN;
    tables.add(
        member,
        epoch,
        new EvaluationRow(squared / outputs, studentCorrect / images, teacherCorrect / images));
  }

  /** All of it as float64, which holds each number exactly. */
  Table table() {
    int size = TOTALS;
    for (double[][] rho : correlations) {
      size += rho.length * rho[0].length;
    }
    DoubleBuffer values = DoubleBuffer.allocate(size);
    values.put(squared).put((double) outputs).put(studentCorrect).put(teacherCorrect);
    for (double[][] rho : correlations) {
      for (double[] row : rho) {
        values.put(row);
      }
    }
    return new Table(new Column.Doubles(VALUE, values.array()));
  }

  /** What {@link #table} gave; empty if it is not of networks of these shapes. */
  static Optional<ConvNetMeasurement> of(Table table, ConvNetShape teacher, ConvNetShape student) {
    int size = TOTALS;
    for (int layer = 0; layer < teacher.layers(); layer++) {
      size += teacher.channels().get(layer) * student.channels().get(layer);
    }
    if (table.rows() != size) {
      return Optional.empty();
    }
    DoubleBuffer values = DoubleBuffer.wrap(table.doubles(VALUE));
    double squared = values.get();
    long outputs = (long) values.get();
    int studentCorrect = (int) values.get();
    int teacherCorrect = (int) values.get();
    List<double[][]> correlations = new ArrayList<>();
    for (int layer = 0; layer < teacher.layers(); layer++) {
      double[][] rho = new double[teacher.channels().get(layer)][student.channels().get(layer)];
      for (double[] row : rho) {
        values.get(row);
      }
      correlations.add(rho);
    }
    return Optional.of(
        new ConvNetMeasurement(correlations, squared, outputs, studentCorrect, teacherCorrect));
  }
}
