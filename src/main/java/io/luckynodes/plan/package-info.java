/** Turns definitions into jobs, and jobs into tasks of the workflow. */
@NullMarked
package io.luckynodes.plan;

import org.jspecify.annotations.NullMarked;
