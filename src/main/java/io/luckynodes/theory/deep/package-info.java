/** Networks of many layers in the plane (Student Specialization, sections 3 and 4.4). */
@NullMarked
package io.luckynodes.theory.deep;

import org.jspecify.annotations.NullMarked;
