/** Networks as TensorFlow graphs: forward pass, hand-written backward pass, evaluation. */
@NullMarked
package io.luckynodes.network;

import org.jspecify.annotations.NullMarked;
