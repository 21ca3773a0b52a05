/** Measurements of networks on the unit circle. */
@NullMarked
package io.luckynodes.metrics.circle;

import org.jspecify.annotations.NullMarked;
