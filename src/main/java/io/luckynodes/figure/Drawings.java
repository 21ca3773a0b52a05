package io.luckynodes.figure;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.FigureSpec;
import java.util.Map;
import java.util.TreeMap;

/** All kinds of drawing, by the name that definitions call them. */
final class Drawings {
  private static final Map<String, Drawing> BY_NAME =
      Map.of(
          "fan-out-scatter", new FanOutScatter(),
          "decision-boundaries", new DecisionBoundaries(),
          "layer-curves", new LayerCurves(),
          "success-rates", new SuccessRates(),
          "loss-curves", new LossCurves(),
          "pair-curves", new PairCurves(),
          "arrival-curves", new ArrivalCurves(),
          "layer-scatter", new LayerScatter());

  private Drawings() {}

  /**
   * The drawing that a figure asks for.
   *
   * @throws LuckyException ({@link ExitCode#BAD_DEFINITION}) if there is none of that name
   */
  static Drawing of(FigureSpec spec) {
    Drawing drawing = BY_NAME.get(spec.drawing());
    if (drawing == null) {
      throw new LuckyException(
          ExitCode.BAD_DEFINITION,
          "figure "
              + spec.id()
              + ": drawing: expected one of "
              + new TreeMap<>(BY_NAME).keySet()
              + ", found "
              + spec.drawing());
    }
    return drawing;
  }
}
