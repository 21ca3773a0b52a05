package io.luckynodes.table;

/**
 * A number of a node of the lowest hidden layer with BatchNorm, before training.
 *
 * @param node from 0
 * @param vector which vector of the node: on three inputs and in the plane at right angles to (1,
 *     1, 1), {@code activation}, {@code arriving} and {@code passed-on}; or on the first input, of
 *     the node whose weighted sum is the greatest, {@code fan-in} (its inputs), {@code weights},
 *     and with one number each {@code linear}, {@code relu} and {@code norm}, what these hand on
 * @param index place in the vector, from 0
 */
public record NormVectorsRow(int node, String vector, int index, double value) implements Row {
  public static final String VECTOR = "vector";
  public static final String ACTIVATION = "activation";
  public static final String ARRIVING = "arriving";
  public static final String PASSED_ON = "passed-on";
  public static final String FAN_IN = "fan-in";
  public static final String WEIGHTS = "weights";
  public static final String LINEAR = "linear";
  public static final String RELU = "relu";
  public static final String NORM = "norm";
}
