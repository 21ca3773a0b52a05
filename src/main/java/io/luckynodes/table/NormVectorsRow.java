package io.luckynodes.table;

/**
 * A number of a node of the lowest hidden layer with BatchNorm, before training.
 *
 * @param node from 0
 * @param vector name of the vector. {@code activation}, {@code arriving} and {@code passed-on} are
 *     taken on three inputs, in the plane orthogonal to (1, 1, 1). The others are taken on the
 *     first input, for the node with the greatest weighted sum. They are {@code fan-in} (the node's
 *     inputs), {@code weights}, and the outputs of {@code linear}, {@code relu} and {@code norm}
 *     with one number each
 * @param index position in the vector, from 0
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
