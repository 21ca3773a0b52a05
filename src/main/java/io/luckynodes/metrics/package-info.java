/** The METRICS stage: measurements of networks at every snapshot. */
@NullMarked
package io.luckynodes.metrics;

import org.jspecify.annotations.NullMarked;
