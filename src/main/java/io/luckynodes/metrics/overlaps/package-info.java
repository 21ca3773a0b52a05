/** Measurements of untrained nodes with weights of norm 1: overlaps and their bounds. */
@NullMarked
package io.luckynodes.metrics.overlaps;

import org.jspecify.annotations.NullMarked;
