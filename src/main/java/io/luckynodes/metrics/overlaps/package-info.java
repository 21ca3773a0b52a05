/** Measurements of nodes with weights of norm 1 that nothing trains: overlaps and their bounds. */
@NullMarked
package io.luckynodes.metrics.overlaps;

import org.jspecify.annotations.NullMarked;
