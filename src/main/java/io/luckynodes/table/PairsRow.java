package io.luckynodes.table;

/**
 * A teacher node and a student node of one layer.
 *
 * @param layer from 0, the lowest
 * @param teacher the teacher node, from 0
 * @param student the student node, from 0
 * @param correlation ρ of the two nodes
 */
public record PairsRow(int layer, int teacher, int student, double correlation) implements Row {}
