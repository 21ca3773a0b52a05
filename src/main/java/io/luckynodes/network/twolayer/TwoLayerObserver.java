package io.luckynodes.network.twolayer;

import static io.luckynodes.network.TensorFlowSession.floats;

import io.luckynodes.network.BiasInputs;
import io.luckynodes.network.PairMoments;
import io.luckynodes.network.TensorFlowSession;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.network.shape.TwoLayerShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/** Runs two-layer teachers and students of given shapes side by side on the same samples. */
public final class TwoLayerObserver implements AutoCloseable {
  private final TwoLayerShape teacherShape;
  private final TwoLayerShape studentShape;
  private final int samples;
  private final TensorFlowSession session;
  private final Placeholder<TFloat32> inputs;
  private final Net teacher;
  private final Net student;
  private final List<Operand<TFloat32>> fetches = new ArrayList<>();

  private record Net(
      Placeholder<TFloat32> w1,
      Placeholder<TFloat32> w2,
      Operand<TFloat32> hidden,
      Operand<TFloat32> outputs) {}

  /**
   * Builds the graph.
   *
   * @param samples number of samples of one call
   * @param threads threads within an operation
   */
  public TwoLayerObserver(
      TwoLayerShape teacherShape, TwoLayerShape studentShape, int samples, int threads) {
    this.teacherShape = teacherShape;
    this.studentShape = studentShape;
    this.samples = samples;
    this.session = new TensorFlowSession(threads);
    Ops tf = session.ops();
    this.inputs = TwoLayerForward.placeholder(tf, samples, teacherShape.inputs() + 1L);
    this.teacher = net(tf, teacherShape);
    this.student = net(tf, studentShape);
    fetches.addAll(PairMoments.operands(tf, teacher.hidden(), student.hidden()));
    fetches.addAll(GateCounts.operands(tf, teacher.hidden(), student.hidden()));
    Operand<TFloat32> residue = tf.math.sub(teacher.outputs(), student.outputs());
    Operand<TFloat32> fanOut =
        tf.slice(
            student.w2(),
            tf.constant(new int[] {0, 0}),
            tf.constant(new int[] {studentShape.hidden(), studentShape.outputs()}));
    Operand<TFloat32> gradient =
        tf.nn.reluGrad(
            tf.linalg.matMul(residue, fanOut, MatMul.transposeB(true)), student.hidden());
    fetches.add(norms(tf, residue));
    fetches.add(norms(tf, gradient));
  }

  /** The norm of every row. */
  private static Operand<TFloat32> norms(Ops tf, Operand<TFloat32> rows) {
    return tf.math.sqrt(tf.reduceSum(tf.math.square(rows), tf.constant(1)));
  }

  private Net net(Ops tf, TwoLayerShape shape) {
    Placeholder<TFloat32> w1 = TwoLayerForward.placeholder(tf, shape.inputs() + 1L, shape.hidden());
    Placeholder<TFloat32> w2 =
        TwoLayerForward.placeholder(tf, shape.hidden() + 1L, shape.outputs());
    Operand<TFloat32> hidden = TwoLayerForward.hidden(tf, inputs, w1);
    return new Net(w1, w2, hidden, TwoLayerForward.outputs(tf, hidden, w2, samples));
  }

  /**
   * Runs both networks.
   *
   * @param x [samples, d] row-major
   */
  public TwoLayerObservation observe(
      float[] x, Parameters teacherWeights, Parameters studentWeights) {
    int d = teacherShape.inputs();
    try (TFloat32 fed = floats(BiasInputs.of(x, d), samples, d + 1L);
        TFloat32 t1 = TwoLayerForward.lower(teacherWeights, teacherShape);
        TFloat32 t2 = TwoLayerForward.upper(teacherWeights, teacherShape);
        TFloat32 s1 = TwoLayerForward.lower(studentWeights, studentShape);
        TFloat32 s2 = TwoLayerForward.upper(studentWeights, studentShape)) {
      List<float[]> values =
          session.run(
              Map.of(
                  inputs,
                  fed,
                  teacher.w1(),
                  t1,
                  teacher.w2(),
                  t2,
                  student.w1(),
                  s1,
                  student.w2(),
                  s2),
              List.of(),
              fetches);
      int last = values.size() - 1;
      return new TwoLayerObservation(
          PairMoments.fetched(values, 0, samples),
          GateCounts.fetched(values, PairMoments.PARTS),
          values.get(last - 1),
          values.get(last));
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
