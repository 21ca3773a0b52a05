/** Measurements of deep networks in the plane. */
@NullMarked
package io.luckynodes.metrics.deep;

import org.jspecify.annotations.NullMarked;
