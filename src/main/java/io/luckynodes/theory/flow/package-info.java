/**
 * Dynamics of the directions and norms of a classifier's neurons (It's Not a Lottery, It's a Race).
 */
@NullMarked
package io.luckynodes.theory.flow;

import org.jspecify.annotations.NullMarked;
