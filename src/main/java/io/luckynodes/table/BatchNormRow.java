package io.luckynodes.table;

/**
 * A BatchNorm layer of a published network. The seed is 1 and the epoch 0. Standard deviations are
 * unbiased estimates.
 *
 * @param layer from 0, the lowest
 * @param channels number of channels of the layer
 * @param positive number of biases above 0
 * @param negative number of biases below 0
 * @param biasMean mean of the biases over channels
 * @param biasStd standard deviation of the biases over channels
 * @param scaleMean mean of the scales over channels
 * @param scaleStd standard deviation of the scales over channels
 * @param runningMeanMean mean of the running means over channels
 * @param runningMeanStd standard deviation of the running means over channels
 * @param runningVarMean mean of the running variances over channels
 * @param runningVarStd standard deviation of the running variances over channels
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
