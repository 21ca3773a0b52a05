/** Mathematics of the papers' theorems in float64, without files and without TensorFlow. */
@NullMarked
package io.luckynodes.theory;

import org.jspecify.annotations.NullMarked;
