/**
 * What the workflow leaves of a run in its results: its own record, the trace of its tasks, and
 * what the page tells of both.
 */
@NullMarked
package io.luckynodes.run;

import org.jspecify.annotations.NullMarked;
