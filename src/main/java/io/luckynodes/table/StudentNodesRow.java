package io.luckynodes.table;

/**
 * A student node of a layer.
 *
 * @param layer from 0, the lowest
 * @param student the node, from 0
 * @param bestTeacher the teacher node with which it correlates most, the first among equals
 * @param correlation ρ with that teacher node
 * @param fanOut ‖v_j‖, the norm of its outgoing weights; in a deep network √E[β_jj]
 */
public record StudentNodesRow(
    int layer, int student, int bestTeacher, double correlation, double fanOut) implements Row {}
