/** The jobs that the plan writes and the stages read. */
@NullMarked
package io.luckynodes.job;

import org.jspecify.annotations.NullMarked;
