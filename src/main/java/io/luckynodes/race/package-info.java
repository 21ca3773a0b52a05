/**
 * The mathematics of the race between the neurons of a two-layer ReLU classifier: cells, target
 * vectors, clusters, stable cells and growth. It is plain Java in float64, without training and
 * without files.
 */
@NullMarked
package io.luckynodes.race;

import org.jspecify.annotations.NullMarked;
