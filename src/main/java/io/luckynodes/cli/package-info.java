/** The command line: one command per stage, and what helps to look at their results. */
@NullMarked
package io.luckynodes.cli;

import org.jspecify.annotations.NullMarked;
