/** Measurements of ConvNet students. */
@NullMarked
package io.luckynodes.metrics.convnet;

import org.jspecify.annotations.NullMarked;
