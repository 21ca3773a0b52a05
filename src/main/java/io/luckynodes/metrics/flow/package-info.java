/** Measurements of the dynamics in It's Not a Lottery, It's a Race, in float64. */
@NullMarked
package io.luckynodes.metrics.flow;

import org.jspecify.annotations.NullMarked;
