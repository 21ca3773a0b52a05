/** What the papers say about their figures, as checks of the metrics behind them. */
@NullMarked
package io.luckynodes.claim;

import org.jspecify.annotations.NullMarked;
