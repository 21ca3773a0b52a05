package io.luckynodes.runner;

import io.luckynodes.error.LuckyException;
import io.luckynodes.figure.ForestPlots;
import io.luckynodes.report.ReportStage;
import io.luckynodes.report.Summary;

/**
 * Runs the REPORT stage with the class that draws its plots. This class is the root of the stage's
 * fingerprint, so that a change of either makes the page again.
 */
public final class Reporting {
  private Reporting() {}

  /**
   * Reports on a run.
   *
   * @throws LuckyException as {@link ReportStage#write}
   */
  public static Summary write(ReportStage.Request request) {
    return ReportStage.write(request, new ForestPlots());
  }
}
