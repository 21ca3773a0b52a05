package io.luckynodes.metrics.overlaps;

import io.luckynodes.metrics.Computed;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.theory.LemmaBounds;
import io.luckynodes.theory.LemmaBounds.Ratio;
import io.luckynodes.theory.Overlap;
import java.util.random.RandomGenerator;

/** The METRICS stage of Lemmas 2 and 3 of Luck Matters, tested on random pairs of nodes. */
public final class LemmaPairsMetricsStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    Computed.each(task, LemmaPairsMetricsStage::pairs);
  }

  private static void pairs(Computed one) {
    for (double threshold : one.reals("thresholds")) {
      Overlap overlap = new Overlap(threshold);
      String series = OverlapsMetricsStage.words(threshold);
      for (double degrees : one.reals("start_degrees")) {
        RandomGenerator random = one.stream("pairs", series + ", " + degrees + " degrees");
        for (Ratio ratio :
            LemmaBounds.of(overlap, one.integer("inputs"), degrees, one.integer("pairs"), random)) {
          String law = "equation-" + ratio.statement();
          one.law(law, series, degrees, ratio.read());
          one.law(law + "-printed", series, degrees, ratio.printed());
        }
      }
    }
  }
}
