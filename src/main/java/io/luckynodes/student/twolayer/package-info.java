/** Students of two-layer teachers, many trained at once. */
@NullMarked
package io.luckynodes.student.twolayer;

import org.jspecify.annotations.NullMarked;
