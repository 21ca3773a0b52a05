/**
 * Shapes of networks, their parameters and where BatchNorm stands; plain Java, without TensorFlow.
 */
@NullMarked
package io.luckynodes.network.shape;

import org.jspecify.annotations.NullMarked;
