package io.luckynodes.network;

import java.util.List;

/**
 * The results of a teacher and a student for the same samples.
 *
 * @param layers moments of each hidden layer's activations, lowest first
 * @param teacherOutputs [samples, outputs] row-major
 * @param studentOutputs [samples, outputs] row-major
 */
@SuppressWarnings("ArrayRecordComponent") // bulk data, never compared by equals
public record Observation(
    List<PairMoments> layers, float[] teacherOutputs, float[] studentOutputs) {}
