/** What a stage is asked to do: the jobs that the plan writes and the stages read. */
@NullMarked
package io.luckynodes.job;

import org.jspecify.annotations.NullMarked;
