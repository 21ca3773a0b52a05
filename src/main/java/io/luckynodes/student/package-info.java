/** The STUDENT stage: students trained on a teacher's outputs. */
@NullMarked
package io.luckynodes.student;

import org.jspecify.annotations.NullMarked;
