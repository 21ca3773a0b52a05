/**
 * Two-layer classifiers of the race as TensorFlow graphs: blocks of steps with momentum,
 * observation, and linear fits.
 */
@NullMarked
package io.luckynodes.network.race;

import org.jspecify.annotations.NullMarked;
