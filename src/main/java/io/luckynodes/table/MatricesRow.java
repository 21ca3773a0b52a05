package io.luckynodes.table;

/**
 * A number of a matrix.
 *
 * @param matrix name of the matrix
 * @param row from 0
 * @param column from 0
 */
public record MatricesRow(String matrix, int row, int column, double value) implements Row {
  public static final String MATRIX = "matrix";
}
