/**
 * Reads the files that the workflow leaves about a run: its record, its trace and its commands. The
 * page's section on the run is written here too.
 */
@NullMarked
package io.luckynodes.run;

import org.jspecify.annotations.NullMarked;
