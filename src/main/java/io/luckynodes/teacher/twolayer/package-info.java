/** Random two-layer teachers. */
@NullMarked
package io.luckynodes.teacher.twolayer;

import org.jspecify.annotations.NullMarked;
