/** Measurements of the BatchNorm layers of published networks. */
@NullMarked
package io.luckynodes.metrics.vgg;

import org.jspecify.annotations.NullMarked;
