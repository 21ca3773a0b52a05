package io.luckynodes.table;

/**
 * A node of two-layer networks on the unit circle. Its activation region is an arc.
 *
 * @param training {@code dense}, {@code ticket} or {@code redrawn}
 * @param side {@code teacher} or {@code student}
 * @param node from 0; the nodes of a ticket keep the numbers that they have in the dense training
 * @param degrees direction of its weight vector, from 0 to below 360
 * @param fromDegrees where its region begins; NaN if it is active on no input
 * @param toDegrees where it ends, above {@code fromDegrees}; it may be above 360
 * @param nearestTeacher the teacher node whose direction is nearest
 * @param gap to that one, in degrees from 0 to 180
 * @param overlap the share of its region that it has in common with that one's
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
