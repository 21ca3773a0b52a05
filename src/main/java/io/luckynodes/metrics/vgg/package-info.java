/** Measurements of the BatchNorm layers of networks that others trained. */
@NullMarked
package io.luckynodes.metrics.vgg;

import org.jspecify.annotations.NullMarked;
