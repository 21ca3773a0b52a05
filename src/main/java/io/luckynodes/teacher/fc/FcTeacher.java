package io.luckynodes.teacher.fc;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.network.shape.FcShape;
import io.luckynodes.network.shape.Parameter;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.random.Streams;
import io.luckynodes.teacher.NormalisedNodes;
import io.luckynodes.teacher.SeparatedRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Random separated teachers, deep and fully connected: each node's weights are drawn from the
 * separated set and divided by their norm.
 */
final class FcTeacher {
  private FcTeacher() {}

  /**
   * Makes the teacher of Luck Matters, section 5: every layer consists of {@link NormalisedNodes}.
   *
   * @throws LuckyException ({@link ExitCode#BAD_DEFINITION}) if {@code choices} allow too few
   *     different rows
   */
  static Parameters uniform(Streams streams, FcShape shape, double[] choices, double bound) {
    List<Parameter> parameters = new ArrayList<>();
    for (int layer = 0; layer <= shape.layers(); layer++) {
      int in = shape.fanIn(layer);
      int out = shape.size(layer);
      NormalisedNodes nodes =
          NormalisedNodes.draw(
              streams.stream("teacher-weights", key(shape, layer), Streams.ONCE),
              out,
              in,
              choices,
              bound);
      parameters.add(new Parameter(shape.weights(layer), new int[] {in, out}, nodes.nodesLast()));
      parameters.add(new Parameter(shape.bias(layer), new int[] {out}, nodes.biases()));
    }
    return new Parameters(parameters);
  }

  /**
   * Makes the teacher of Student Specialization, section 6, layer by layer from the lowest. The
   * biases of hidden nodes are set so that each node is active on half of the evaluation samples.
   * The linear layer is scaled and shifted so that each output has mean 0 and standard deviation 1
   * over these samples [C]. The computation is in float64, from the float32 weights that are kept.
   *
   * @param evaluation inputs of the evaluation samples, [samples, d] row-major, at least two
   *     samples
   * @throws LuckyException ({@link ExitCode#BAD_DEFINITION}) if {@code choices} allow too few
   *     different rows, or an output is the same for all samples
   */
  static Parameters halfActive(
      Streams streams, FcShape shape, double[] choices, float[] evaluation) {
    List<Parameter> parameters = new ArrayList<>();
    double[][] below = rows(evaluation, shape.inputs());
    for (int layer = 0; layer <= shape.layers(); layer++) {
      int in = shape.fanIn(layer);
      int out = shape.size(layer);
      float[][] nodes =
          normalised(
              SeparatedRows.draw(
                  streams.stream("teacher-weights", key(shape, layer), Streams.ONCE),
                  out,
                  in,
                  choices));
      float[] weights = new float[in * out];
      float[] biases = new float[out];
      double[][] above = new double[below.length][out];
      for (int j = 0; j < out; j++) {
        double[] values = products(below, nodes[j]);
        double factor = 1;
        if (layer < shape.layers()) {
          biases[j] = (float) -median(values);
          for (int sample = 0; sample < values.length; sample++) {
            above[sample][j] = Math.max(0, values[sample] + biases[j]);
          }
        } else {
          double mean = Arrays.stream(values).sum() / values.length;
          double deviation = deviation(values, mean);
          if (!(deviation > 0)) {
            throw new LuckyException(
                ExitCode.BAD_DEFINITION,
                "output "
                    + (j + 1)
                    + " of the teacher is the same for all evaluation samples and cannot be scaled");
          }
          factor = 1 / deviation;
          biases[j] = (float) (-mean / deviation);
        }
        for (int i = 0; i < in; i++) {
          weights[i * out + j] = (float) (nodes[j][i] * factor);
        }
      }
      parameters.add(new Parameter(shape.weights(layer), new int[] {in, out}, weights));
      parameters.add(new Parameter(shape.bias(layer), new int[] {out}, biases));
      below = above;
    }
    return new Parameters(parameters);
  }

  private static String key(FcShape shape, int layer) {
    return shape.widths() + " layer " + (layer + 1);
  }

  private static double[][] rows(float[] values, int width) {
    double[][] rows = new double[values.length / width][width];
    for (int i = 0; i < values.length; i++) {
      rows[i / width][i % width] = values[i];
    }
    return rows;
  }

  private static float[][] normalised(double[][] rows) {
    float[][] result = new float[rows.length][];
    for (int j = 0; j < rows.length; j++) {
      double norm = norm(rows[j]);
      result[j] = new float[rows[j].length];
      for (int i = 0; i < result[j].length; i++) {
        result[j][i] = (float) (rows[j][i] / norm);
      }
    }
    return result;
  }

  private static double norm(double[] row) {
    return Math.sqrt(Arrays.stream(row).map(weight -> weight * weight).sum());
  }

  private static double[] products(double[][] samples, float[] weights) {
    double[] products = new double[samples.length];
    for (int sample = 0; sample < samples.length; sample++) {
      double sum = 0;
      for (int i = 0; i < weights.length; i++) {
        sum += samples[sample][i] * weights[i];
      }
      products[sample] = sum;
    }
    return products;
  }

  /**
   * The median, above which half of the values lie; for an even number, the mean of the middle two.
   */
  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The standard deviation of a sample, with n − 1 in the denominator, as in torch. */
  private static double deviation(double[] values, double mean) {
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / (values.length - 1));
  }
}
