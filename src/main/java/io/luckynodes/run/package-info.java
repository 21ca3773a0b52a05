/** What the workflow leaves of a run in its results: its own record, and the trace of its tasks. */
@NullMarked
package io.luckynodes.run;

import org.jspecify.annotations.NullMarked;
