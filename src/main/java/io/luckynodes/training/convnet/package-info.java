/** Training and evaluation of ConvNets: connects the TensorFlow graphs to the training loop. */
@NullMarked
package io.luckynodes.training.convnet;

import org.jspecify.annotations.NullMarked;
