package io.luckynodes.table;

/**
 * A teacher node of a layer.
 *
 * @param layer from 0, the lowest
 * @param teacher the node, from 0
 * @param bestStudent the student node that correlates most with the teacher node, the first among
 *     equals
 * @param correlation ρ with that student node
 * @param matched whether ρ is above 0.95
 * @param dead whether the node is the same on all evaluation samples
 */
public record TeacherNodesRow(
    int layer, int teacher, int bestStudent, double correlation, boolean matched, boolean dead)
    implements Row {}
