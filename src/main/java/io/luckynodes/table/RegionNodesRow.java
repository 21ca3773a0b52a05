package io.luckynodes.table;

/**
 * A node of a two-layer network in the plane.
 *
 * @param side {@code teacher} or {@code student}
 * @param node from 0
 * @param w1 weight of x₁
 * @param w2 weight of x₂
 * @param bias b
 * @param kink ‖v‖ ‖w‖, w without the bias
 * @param pattern pattern of the node's line: {@code off}, {@code unseen}, {@code teacher}, {@code
 *     group} or {@code alone}; it is {@code teacher} for a teacher node
 * @param teacher the teacher node whose line is nearest, from 0
 * @param degrees line angle to that teacher node, from 0 to 90
 * @param sameSide whether both nodes are active on the same side
 * @param line number of a group's line, from 0; −1 for a node of no group
 * @param share the part of its kink along that teacher node's kink, as a share of the latter
 */
public record RegionNodesRow(
    String side,
    int node,
    double w1,
    double w2,
    double bias,
    double kink,
    String pattern,
    int teacher,
    double degrees,
    boolean sameSide,
    int line,
    double share)
    implements Row {
  public static final String TEACHER = "teacher";
  public static final String STUDENT = "student";
}
