/**
 * How fast training is: the trainers on settings of the papers, against the machine's largest
 * matrix products and against a plain loop over one student after the other.
 */
@NullMarked
package io.luckynodes.bench;

import org.jspecify.annotations.NullMarked;
