package io.luckynodes.network.race;

import static io.luckynodes.network.TensorFlowSession.floats;

import io.luckynodes.network.TensorFlowSession;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.linalg.TriangularSolve;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;

/**
 * Fits linear functions to parts of one set of samples, by least squares with a small ridge, in
 * float64.
 *
 * <p>If there are no more samples than inputs, the fit is Xᵀ (X Xᵀ + ridge)⁻¹ y. X Xᵀ of all
 * samples, which would be most of the work, is then computed once for all fits.
 */
public final class RidgeSolver implements AutoCloseable {
  private final TensorFlowSession session;
  private final Placeholder<TInt32> rows;
  private final Placeholder<TFloat32> values;
  private final Placeholder<TFloat32> ridge;
  private final Operand<TFloat32> solution;

  /**
   * Builds the graph.
   *
   * @param x [N, D] row-major
   * @param inputs number of inputs, D
   * @param threads threads within an operation
   */
  public RidgeSolver(float[] x, int inputs, int threads) {
    this.session = new TensorFlowSession(threads);
    Ops tf = session.ops();
    int samples = x.length / inputs;
    this.rows = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE)));
    this.values = RaceObserver.placeholder(tf, Shape.UNKNOWN_SIZE, 1);
    this.ridge = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    Placeholder<TFloat32> fed = RaceObserver.placeholder(tf, samples, inputs);
    VarHandleOp all =
        tf.varHandleOp(
            TFloat32.class, Shape.of(samples, inputs), VarHandleOp.sharedName("samples"));
    Operand<TFloat64> chosen =
        tf.dtypes.cast(
            tf.gather(tf.readVariableOp(all, TFloat32.class), rows, tf.constant(0)),
            TFloat64.class);
    Operand<TFloat64> y = tf.dtypes.cast(values, TFloat64.class);
    Operand<TFloat64> l2 = tf.dtypes.cast(ridge, TFloat64.class);
    Op keepSamples = tf.assignVariableOp(all, fed);
    try (TFloat32 fedX = floats(x, samples, inputs)) {
      session.run(Map.of(fed, fedX), List.of(keepSamples), List.of());
      if (samples <= inputs) {
        VarHandleOp products =
            tf.varHandleOp(
                TFloat64.class, Shape.of(samples, samples), VarHandleOp.sharedName("products"));
        Operand<TFloat64> wide = tf.dtypes.cast(fed, TFloat64.class);
        Op keepProducts =
            tf.assignVariableOp(products, tf.linalg.matMul(wide, wide, MatMul.transposeB(true)));
        session.run(Map.of(fed, fedX), List.of(keepProducts), List.of());
        Operand<TFloat64> ofChosen =
            tf.gather(
                tf.gather(tf.readVariableOp(products, TFloat64.class), rows, tf.constant(0)),
                rows,
                tf.constant(1));
        this.solution =
            tf.dtypes.cast(
                tf.linalg.matMul(chosen, solved(tf, ofChosen, l2, y), MatMul.transposeA(true)),
                TFloat32.class);
      } else {
        this.solution = tf.dtypes.cast(tf.linalg.matrixSolveLs(chosen, y, l2), TFloat32.class);
      }
    }
  }

  /** Computes (products + ridge)⁻¹ y by a Cholesky decomposition. */
  private static Operand<TFloat64> solved(
      Ops tf, Operand<TFloat64> products, Operand<TFloat64> ridge, Operand<TFloat64> y) {
    Operand<TFloat64> lower =
        tf.linalg.cholesky(
            tf.linalg.matrixSetDiag(
                products, tf.math.add(tf.linalg.tensorDiagPart(products), ridge), tf.constant(0)));
    return tf.linalg.triangularSolve(
        lower, tf.linalg.triangularSolve(lower, y), TriangularSolve.adjoint(true));
  }

  /**
   * Finds the v that minimises Σ (x · v − y)² + ridge ‖v‖² over some of the samples.
   *
   * @param samples numbers of these samples, from 0; at least one
   * @param y value for each of these samples
   * @param ridge ridge, above 0; it determines v where the samples do not
   */
  public double[] solve(int[] samples, float[] y, double ridge) {
    try (TInt32 fedRows = TInt32.vectorOf(samples);
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
