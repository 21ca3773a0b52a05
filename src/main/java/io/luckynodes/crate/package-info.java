/**
 * Writes the research object of a run: a Workflow Run RO-Crate (profile Provenance Run Crate 0.5)
 * of its results. It is built from the run's record, its trace, and the records of its outputs.
 */
@NullMarked
package io.luckynodes.crate;

import org.jspecify.annotations.NullMarked;
