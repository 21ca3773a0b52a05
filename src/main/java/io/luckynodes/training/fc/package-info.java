/** Training of fully connected networks: connects the TensorFlow graphs to the training loop. */
@NullMarked
package io.luckynodes.training.fc;

import org.jspecify.annotations.NullMarked;
