/**
 * The FIGURE stage, which draws metrics as multi-panel SVG and PNG files. This is the only package
 * that uses XChart.
 */
@NullMarked
package io.luckynodes.figure;

import org.jspecify.annotations.NullMarked;
