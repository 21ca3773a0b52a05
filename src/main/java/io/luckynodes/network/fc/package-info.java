/**
 * Deep fully connected networks as TensorFlow graphs: training, outputs, correlations, mixture
 * coefficients.
 */
@NullMarked
package io.luckynodes.network.fc;

import org.jspecify.annotations.NullMarked;
