package io.luckynodes.figure;

import io.luckynodes.job.FigureSpec;

/**
 * Turns metrics into a plate. The drawing's {@code DrawingKind} lists the tables that it reads and
 * the options that it takes.
 */
interface Drawing {
  /**
   * Draws a figure.
   *
   * @throws io.luckynodes.error.LuckyException if the metrics lack what the figure asks for, or an
   *     option is wrong
   */
  Plate draw(FigureSpec spec, Options options, Metrics metrics);
}
