/** The papers' claims about their figures, as checks of the metrics behind the figures. */
@NullMarked
package io.luckynodes.claim;

import org.jspecify.annotations.NullMarked;
