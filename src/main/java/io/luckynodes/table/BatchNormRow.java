package io.luckynodes.table;

/**
 * A BatchNorm layer of a network that others trained; the seed is 1 and the epoch 0. Deviations are
 * unbiased estimates.
 *
 * @param layer from 0, the lowest
 * @param channels biases of the layer
 * @param positive those above 0
 * @param negative those below 0
 * @param biasMean over channels
 * @param biasStd over channels
 * @param scaleMean over channels
 * @param scaleStd over channels
 * @param runningMeanMean over channels
 * @param runningMeanStd over channels
 * @param runningVarMean over channels
 * @param runningVarStd over channels
 */
public record BatchNormRow(
    int layer,
    int channels,
    int positive,
    int negative,
    double biasMean,
    double biasStd,
    double scaleMean,
    double scaleStd,
    double runningMeanMean,
    double runningMeanStd,
    double runningVarMean,
    double runningVarStd)
    implements Row {}
