/** One way of writing CSV, and one of reading it. */
@NullMarked
package io.luckynodes.csv;

import org.jspecify.annotations.NullMarked;
