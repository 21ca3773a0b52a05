/**
 * Two-layer students on infinitely many spherical inputs, in closed form (Student Specialization).
 */
@NullMarked
package io.luckynodes.theory.population;

import org.jspecify.annotations.NullMarked;
