/** Compares two folders of results. */
@NullMarked
package io.luckynodes.diff;

import org.jspecify.annotations.NullMarked;
