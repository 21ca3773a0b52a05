/** Mathematics of the papers' theorems in float64: no files, no TensorFlow. */
@NullMarked
package io.luckynodes.theory;

import org.jspecify.annotations.NullMarked;
