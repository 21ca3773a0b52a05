package io.luckynodes.table;

/**
 * A node of a two-layer network on the unit circle. The node's activation region is an arc.
 *
 * @param training {@code dense}, {@code ticket} or {@code redrawn}
 * @param side {@code teacher} or {@code student}
 * @param node from 0; the nodes of a ticket keep the numbers that they have in the dense training
 * @param degrees direction of the node's weight vector, from 0 to below 360
 * @param fromDegrees angle where the region begins; NaN if the node is active on no input
 * @param toDegrees angle where the region ends, above {@code fromDegrees} and possibly above 360
 * @param nearestTeacher the teacher node with the nearest direction
 * @param gap angle to that direction, in degrees from 0 to 180
 * @param overlap the share of the region that it has in common with that teacher node's region
 * @param fanOut ‖v‖
 */
public record CircleNodesRow(
    String training,
    String side,
    int node,
    double degrees,
    double fromDegrees,
    double toDegrees,
    int nearestTeacher,
    double gap,
    double overlap,
    double fanOut)
    implements Row {
  public static final String TEACHER = "teacher";
  public static final String STUDENT = "student";
}
