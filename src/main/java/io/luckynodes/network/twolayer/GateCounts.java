package io.luckynodes.network.twolayer;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/**
 * Counts of samples for which a student node is active, and for which a teacher node and a student
 * node are both active. A teacher node's boundary runs through a student node's active region where
 * the teacher node is active for some of its samples and inactive for others (Student
 * Specialization, section 4: observability).
 *
 * @param student number of samples for which each student node is active, [n]
 * @param both number of samples for which a teacher node and a student node are both active, [m, n]
 *     row-major
 */
@SuppressWarnings("ArrayRecordComponent") // bulk data, never compared by equals
public record GateCounts(float[] student, float[] both) {
  /**
   * Adds the computation to a graph. Counts are exact in float32 up to 2²⁴ samples.
   *
   * @param teacher activations [rows, m]
   * @param student activations [rows, n]
   * @return operands to fetch, for {@link #fetched}
   */
  static List<Operand<TFloat32>> operands(
      Ops tf, Operand<TFloat32> teacher, Operand<TFloat32> student) {
    Operand<TFloat32> gatesOfTeacher = tf.math.sign(teacher);
    Operand<TFloat32> gatesOfStudent = tf.math.sign(student);
    return List.of(
        tf.reduceSum(gatesOfStudent, tf.constant(0)),
        tf.linalg.matMul(gatesOfTeacher, gatesOfStudent, MatMul.transposeA(true)));
  }

  /** Collects the fetched values, from index {@code at} on. */
  static GateCounts fetched(List<float[]> values, int at) {
    return new GateCounts(values.get(at), values.get(at + 1));
  }
}
