/** Measurements of networks of many layers in the plane. */
@NullMarked
package io.luckynodes.metrics.deep;

import org.jspecify.annotations.NullMarked;
