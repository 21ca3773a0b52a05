/** Runs the REPORT stage, which writes the page and the summary of a run. */
@NullMarked
package io.luckynodes.report;

import org.jspecify.annotations.NullMarked;
