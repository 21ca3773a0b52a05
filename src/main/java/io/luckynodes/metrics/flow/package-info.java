/** Measurements of the dynamics of It's Not a Lottery, It's a Race, worked out in float64. */
@NullMarked
package io.luckynodes.metrics.flow;

import org.jspecify.annotations.NullMarked;
