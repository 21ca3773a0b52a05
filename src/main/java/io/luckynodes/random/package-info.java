/** Named, independent streams of random numbers. */
@NullMarked
package io.luckynodes.random;

import org.jspecify.annotations.NullMarked;
