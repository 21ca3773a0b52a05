/** Training of fully connected networks, between the engine and the loop of epochs. */
@NullMarked
package io.luckynodes.training.fc;

import org.jspecify.annotations.NullMarked;
