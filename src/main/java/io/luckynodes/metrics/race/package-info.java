/** Measurements of the race: alignment, growth, clusters, cells. */
@NullMarked
package io.luckynodes.metrics.race;

import org.jspecify.annotations.NullMarked;
