/** Measurements of two-layer students. */
@NullMarked
package io.luckynodes.metrics.twolayer;

import org.jspecify.annotations.NullMarked;
