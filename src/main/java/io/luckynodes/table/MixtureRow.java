package io.luckynodes.table;

/**
 * The mixture coefficients of a teacher node and a student node of one layer.
 *
 * @param layer from 0, the lowest
 * @param teacher the teacher node, from 0
 * @param student the student node, from 0
 * @param beta mean of β* over samples
 * @param h mean of H* over samples: β* where both nodes are active, and 0 elsewhere
 * @param correlation ρ of the two nodes
 */
public record MixtureRow(
    int layer, int teacher, int student, double beta, double h, double correlation)
    implements Row {}
