/** Measurements of nodes with weights of norm 1, whose dynamics have a closed form. */
@NullMarked
package io.luckynodes.metrics.unit;

import org.jspecify.annotations.NullMarked;
