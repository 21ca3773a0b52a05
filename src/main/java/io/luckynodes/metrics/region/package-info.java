/** Measurements of two-layer students in the plane, which are trained to critical points. */
@NullMarked
package io.luckynodes.metrics.region;

import org.jspecify.annotations.NullMarked;
