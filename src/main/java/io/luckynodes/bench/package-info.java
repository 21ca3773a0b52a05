/**
 * Benchmarks of training: the trainers at settings of the papers, compared with the machine's
 * largest matrix products and with a plain loop over one student.
 */
@NullMarked
package io.luckynodes.bench;

import org.jspecify.annotations.NullMarked;
