/**
 * Closed forms for two-layer students on infinitely many spherical inputs (Student Specialization).
 */
@NullMarked
package io.luckynodes.theory.population;

import org.jspecify.annotations.NullMarked;
