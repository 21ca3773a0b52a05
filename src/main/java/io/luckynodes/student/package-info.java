/** The STUDENT stage: students trained on a teacher's outputs, and the race's classifiers. */
@NullMarked
package io.luckynodes.student;

import org.jspecify.annotations.NullMarked;
