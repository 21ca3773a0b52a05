/** Students of a teacher on a training region of the plane (Student Specialization). */
@NullMarked
package io.luckynodes.theory.region;

import org.jspecify.annotations.NullMarked;
