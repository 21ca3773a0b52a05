/** Measurements of two-layer students on infinitely many inputs (Student Specialization). */
@NullMarked
package io.luckynodes.metrics.population;

import org.jspecify.annotations.NullMarked;
