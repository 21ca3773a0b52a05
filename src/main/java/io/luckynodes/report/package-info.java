/** The REPORT stage: gallery and summary of a run. */
@NullMarked
package io.luckynodes.report;

import org.jspecify.annotations.NullMarked;
