/** One way of writing CSV. */
@NullMarked
package io.luckynodes.csv;

import org.jspecify.annotations.NullMarked;
