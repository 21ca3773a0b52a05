/**
 * The research object of a run: a Workflow Run RO-Crate (profile Provenance Run Crate 0.5) over its
 * results, built from the run's record, its trace, and the records of what it made.
 */
@NullMarked
package io.luckynodes.crate;

import org.jspecify.annotations.NullMarked;
