package io.luckynodes.report;

/** To be written. */
public final class ReportStage {
  private ReportStage() {}
}
