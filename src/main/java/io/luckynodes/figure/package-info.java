/**
 * The FIGURE stage: metrics drawn as multi-panel SVG and PNG. The only package that sees XChart.
 */
@NullMarked
package io.luckynodes.figure;

import org.jspecify.annotations.NullMarked;
