/**
 * Shapes of networks, their parameters and the position of BatchNorm, in plain Java without
 * TensorFlow.
 */
@NullMarked
package io.luckynodes.network.shape;

import org.jspecify.annotations.NullMarked;
