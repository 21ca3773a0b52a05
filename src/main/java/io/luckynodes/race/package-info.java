/**
 * The mathematics of how the neurons of a two-layer ReLU classifier race: cells, target vectors,
 * clusters, stable cells, growth. Plain Java in float64; no training and no files.
 */
@NullMarked
package io.luckynodes.race;

import org.jspecify.annotations.NullMarked;
