package io.luckynodes.table;

/**
 * A teacher node and a student node of one layer: how the layers above mix them.
 *
 * @param layer from 0, the lowest
 * @param teacher the teacher node, from 0
 * @param student the student node, from 0
 * @param beta mean of β* over samples
 * @param h mean of H*: β* where both nodes are active, else 0
 * @param correlation ρ of the two
 */
public record MixtureRow(
    int layer, int teacher, int student, double beta, double h, double correlation)
    implements Row {}
