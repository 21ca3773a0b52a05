package io.luckynodes.runner;

import io.luckynodes.error.LuckyException;
import io.luckynodes.figure.ForestPlots;
import io.luckynodes.report.ReportStage;
import io.luckynodes.report.Summary;

/**
 * The REPORT stage with who paints for it. It is the root of the stage's fingerprint, so that the
 * page is made anew when either changes.
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
