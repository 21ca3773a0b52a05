package io.luckynodes.figure;

import io.luckynodes.job.FigureSpec;

/** Turns metrics into a plate; what it reads and takes, its {@code DrawingKind} says. */
interface Drawing {
  /**
   * Draws.
   *
   * @throws io.luckynodes.error.LuckyException if the metrics lack what the figure asks for, or an
   *     option is wrong
   */
  Plate draw(FigureSpec spec, Options options, Metrics metrics);
}
