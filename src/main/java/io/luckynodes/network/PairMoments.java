package io.luckynodes.network;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/**
 * First and second moments of a teacher layer's and a student layer's activations over some
 * observations, centred on the observations' own means to preserve the precision of float32.
 *
 * @param rows number of observations
 * @param teacherMean [m]
 * @param studentMean [n]
 * @param cross Σ (t − mean)(s − mean), [m, n] row-major
 * @param teacherSquares Σ (t − mean)², [m]
 * @param studentSquares Σ (s − mean)², [n]
 */
@SuppressWarnings("ArrayRecordComponent") // bulk data, never compared by equals
public record PairMoments(
    long rows,
    float[] teacherMean,
    float[] studentMean,
    float[] cross,
    float[] teacherSquares,
    float[] studentSquares) {

  public static final int PARTS = 5;

  /**
   * Adds the computation to a graph.
   *
   * @param teacher activations [rows, m]
   * @param student activations [rows, n]
   * @return operands to fetch, for {@link #fetched}
   */
  public static List<Operand<TFloat32>> operands(
      Ops tf, Operand<TFloat32> teacher, Operand<TFloat32> student) {
    Operand<TFloat32> teacherMean = tf.math.mean(teacher, tf.constant(0));
    Operand<TFloat32> studentMean = tf.math.mean(student, tf.constant(0));
    Operand<TFloat32> t = tf.math.sub(teacher, teacherMean);
    Operand<TFloat32> s = tf.math.sub(student, studentMean);
    List<Operand<TFloat32>> operands = new ArrayList<>();
    operands.add(teacherMean);
    operands.add(studentMean);
    operands.add(tf.linalg.matMul(t, s, MatMul.transposeA(true)));
    operands.add(tf.reduceSum(tf.math.square(t), tf.constant(0)));
    operands.add(tf.reduceSum(tf.math.square(s), tf.constant(0)));
    return operands;
  }

  /**
   * Collects the fetched values of one layer, where the operands of several layers follow one
   * another.
   */
  public static PairMoments fetched(List<float[]> values, int layer, long rows) {
    int at = layer * PARTS;
    return new PairMoments(
        rows,
        values.get(at),
        values.get(at + 1),
        values.get(at + 2),
        values.get(at + 3),
        values.get(at + 4));
  }
}
