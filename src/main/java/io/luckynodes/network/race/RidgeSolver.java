package io.luckynodes.network.race;

import static io.luckynodes.network.TensorFlowSession.floats;

import io.luckynodes.network.TensorFlowSession;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;

/** Fits linear functions by least squares with a small ridge, in float64. */
public final class RidgeSolver implements AutoCloseable {
  private final TensorFlowSession session;
  private final Placeholder<TFloat32> rows;
  private final Placeholder<TFloat32> values;
  private final Placeholder<TFloat32> ridge;
  private final Operand<TFloat32> solution;

  /**
   * Builds the graph.
   *
   * @param inputs D
   * @param threads threads within an operation
   */
  public RidgeSolver(int inputs, int threads) {
    this.session = new TensorFlowSession(threads);
    Ops tf = session.ops();
    this.rows = RaceObserver.placeholder(tf, Shape.UNKNOWN_SIZE, inputs);
    this.values = RaceObserver.placeholder(tf, Shape.UNKNOWN_SIZE, 1);
    this.ridge = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    this.solution =
        tf.dtypes.cast(
            tf.linalg.matrixSolveLs(
                tf.dtypes.cast(rows, TFloat64.class),
                tf.dtypes.cast(values, TFloat64.class),
                tf.dtypes.cast(ridge, TFloat64.class)),
            TFloat32.class);
  }

  /**
   * The v that makes Σ (x · v − y)² + ridge ‖v‖² least.
   *
   * @param x [N, D] row-major
   * @param y of each row
   * @param ridge above 0; it decides where the rows do not
   */
  public double[] solve(float[] x, float[] y, double ridge) {
    try (TFloat32 fedRows = floats(x, y.length, x.length / y.length);
        TFloat32 fedValues = floats(y, y.length, 1);
        TFloat32 fedRidge = TFloat32.scalarOf((float) ridge)) {
      float[] v =
          session
              .run(
                  Map.of(rows, fedRows, values, fedValues, this.ridge, fedRidge),
                  List.of(),
                  List.of(solution))
              .get(0);
      double[] result = new double[v.length];
      for (int i = 0; i < v.length; i++) {
        result[i] = v[i];
      }
      return result;
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
