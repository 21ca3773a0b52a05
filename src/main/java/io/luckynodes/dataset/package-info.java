/**
 * Data sets: CIFAR-10 and the BatchNorm layers of VGG from pinned sources, and Gaussian noise from
 * named streams.
 */
@NullMarked
package io.luckynodes.dataset;

import org.jspecify.annotations.NullMarked;
