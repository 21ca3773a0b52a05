/** Training and evaluation of ConvNets, between the engine and the loop of epochs. */
@NullMarked
package io.luckynodes.training.convnet;

import org.jspecify.annotations.NullMarked;
