package io.luckynodes.table;

/**
 * A channel of a BatchNorm layer; the seed is 1 and the epoch 0.
 *
 * @param layer from 0, the lowest
 * @param channel from 0
 * @param bias BatchNorm bias of the channel
 */
public record BiasesRow(int layer, int channel, double bias) implements Row {}
