/** Measurements of small fully connected networks. */
@NullMarked
package io.luckynodes.metrics.smallfc;

import org.jspecify.annotations.NullMarked;
