package io.luckynodes.network.twolayer;

import io.luckynodes.network.PairMoments;

/**
 * The results of a two-layer teacher and student for the same samples.
 *
 * @param moments moments of the hidden activations
 * @param gates counts of active nodes
 * @param residues ‖y° − y‖ of each sample, the size of the gradient at the outputs
 * @param hiddenGradients ‖D V (y° − y)‖ of each sample, the size of the gradient at the hidden
 *     nodes (Student Specialization, Lemma 1)
 */
@SuppressWarnings("ArrayRecordComponent") // bulk data, never compared by equals
public record TwoLayerObservation(
    PairMoments moments, GateCounts gates, float[] residues, float[] hiddenGradients) {}
