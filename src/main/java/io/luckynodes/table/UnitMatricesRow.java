package io.luckynodes.table;

/**
 * A number of a matrix of student nodes with weights of norm 1, at the first and the last step.
 *
 * @param matrix {@code fan-outs} or {@code mixture}, β = V Vᵀ
 * @param row a student node
 * @param near whether it starts near a teacher node; these are the first
 * @param column an output, or a student node
 */
public record UnitMatricesRow(String matrix, int row, boolean near, int column, double value)
    implements Row {
  public static final String FAN_OUTS = "fan-outs";
  public static final String MIXTURE = "mixture";
}
