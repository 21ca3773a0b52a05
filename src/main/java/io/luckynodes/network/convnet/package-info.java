/** ConvNets as TensorFlow graphs: training and observation. */
@NullMarked
package io.luckynodes.network.convnet;

import org.jspecify.annotations.NullMarked;
