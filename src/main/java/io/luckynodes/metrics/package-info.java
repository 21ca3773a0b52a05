/** The METRICS stage: what is measured of students against teachers. */
@NullMarked
package io.luckynodes.metrics;

import org.jspecify.annotations.NullMarked;
