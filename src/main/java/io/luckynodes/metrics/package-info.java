/** The METRICS stage: what is measured of networks at every snapshot. */
@NullMarked
package io.luckynodes.metrics;

import org.jspecify.annotations.NullMarked;
