/** Two-layer networks as TensorFlow graphs: students that train together, and observation. */
@NullMarked
package io.luckynodes.network.twolayer;

import org.jspecify.annotations.NullMarked;
