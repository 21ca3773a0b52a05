/** Statistics for drawings, claims and measurements. */
@NullMarked
package io.luckynodes.statistics;

import org.jspecify.annotations.NullMarked;
