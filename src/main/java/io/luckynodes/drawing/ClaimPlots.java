package io.luckynodes.drawing;

import io.luckynodes.artifact.ProvenanceRecord;
import io.luckynodes.claim.JudgedClaim;
import io.luckynodes.job.FigureSpec;
import java.util.List;
import java.util.SortedMap;

/**
 * Draws how claims stand. Who judges claims asks for it so, without knowing who paints. Each
 * drawing is a figure file of its own, as SVG, PNG and CSV, and comes as bytes by ending.
 */
public interface ClaimPlots {
  /**
   * A figure with its claims.
   *
   * @param scale of the run
   */
  record FigureClaims(FigureSpec figure, String scale, List<JudgedClaim> claims) {
    public FigureClaims {
      claims = List.copyOf(claims);
    }
  }

  /**
   * A drawing of claims.
   *
   * @param width in points, 72 to the inch
   * @param height in points
   * @param files bytes by ending
   */
  record Plot(
      String title,
      String alternativeText,
      int width,
      int height,
      SortedMap<String, byte[]> files) {}

  /**
   * The claims of one figure: each with an axis of its own, and a row for each place.
   *
   * @param record what the files are to say of their making
   */
  Plot ofFigure(FigureClaims claims, ProvenanceRecord record);

  /**
   * The claims of a figure and of others that differ from it in settings: each claim with an axis
   * of its own, and the places of all versions on it.
   *
   * @param id of the original
   * @param figures the original, if it is there, first; at least one with a claim
   * @param record what the files are to say of their making
   */
  Plot ofVersions(String id, List<FigureClaims> figures, ProvenanceRecord record);

  /**
   * All claims of a study: a row each, on one axis.
   *
   * @param id of the study
   * @param title of the study
   * @param figures in the order in which they are to stand; at least one with a claim
   * @param record what the files are to say of their making
   */
  Plot ofStudy(String id, String title, List<FigureClaims> figures, ProvenanceRecord record);
}
