/** Measurements of fully connected students. */
@NullMarked
package io.luckynodes.metrics.fc;

import org.jspecify.annotations.NullMarked;
