package io.luckynodes.figure;

import io.luckynodes.job.FigureSpec;
import java.util.Set;

/** A kind of drawing: which metrics and options it takes, and what it makes of them. */
interface Drawing {
  /** Kinds of the metrics tables that it reads. */
  Set<String> tables();

  /** Names of the options that it knows. */
  Set<String> options();

  /**
   * Turns metrics into a plate.
   *
   * @throws io.luckynodes.error.LuckyException if the metrics lack what the figure asks for, or an
   *     option is wrong
   */
  Plate draw(FigureSpec spec, Options options, Metrics metrics);
}
