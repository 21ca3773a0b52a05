/** The PRUNE stage: structured pruning of a pre-trained teacher. */
@NullMarked
package io.luckynodes.prune;

import org.jspecify.annotations.NullMarked;
