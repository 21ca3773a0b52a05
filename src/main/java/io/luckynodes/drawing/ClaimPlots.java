package io.luckynodes.drawing;

import io.luckynodes.artifact.ProvenanceRecord;
import io.luckynodes.claim.JudgedClaim;
import io.luckynodes.claim.Verdict;
import io.luckynodes.job.FigureSpec;
import java.util.List;
import java.util.SortedMap;

/**
 * Draws the verdicts on claims. REPORT, which judges the claims, calls this interface and so does
 * not depend on the code that paints. Each plot is returned as the bytes of an SVG, a PNG and a CSV
 * file.
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
   * A figure whose assumed settings were varied.
   *
   * @param scale of the run
   * @param claims claims of which something was measured
   */
  record VariedFigure(FigureSpec figure, String scale, List<VariedClaim> claims) {
    public VariedFigure {
      claims = List.copyOf(claims);
    }
  }

  /**
   * A claim and its verdicts under other assumptions.
   *
   * @param claim with its verdict under the assumed settings
   * @param footing how far the verdict rests on the assumed settings, in words; empty if nothing
   *     can be said
   * @param alternatives alternatives that change the claim's numbers
   */
  record VariedClaim(JudgedClaim claim, String footing, List<Alternative> alternatives) {
    public VariedClaim {
      alternatives = List.copyOf(alternatives);
    }
  }

  /**
   * The verdict on a claim under another assumption.
   *
   * @param differences settings whose value differs from the assumed one; usually one setting
   */
  record Alternative(List<Difference> differences, Verdict verdict) {
    public Alternative {
      differences = List.copyOf(differences);
    }
  }

  /**
   * A setting whose value differs from the assumed one.
   *
   * @param setting its name in words, such as {@code learning rate}
   * @param value in words, such as {@code 0.003}
   * @param direction 1 if the value is higher than the assumed one, −1 if it is lower, 0 if it is
   *     neither
   */
  record Difference(String setting, String value, int direction) {}

  /**
   * A drawing of claims.
   *
   * @param width in points, 72 to the inch
   * @param height in points
   * @param files contents of the files by ending: {@code svg}, {@code png} and {@code csv}
   */
  record Plot(
      String title,
      String alternativeText,
      int width,
      int height,
      SortedMap<String, byte[]> files) {}

  /**
   * Draws the claims of one figure. Each claim has its own axis, and a row for each place in which
   * it must hold.
   *
   * @param record provenance record, which the SVG and the PNG file carry
   */
  Plot ofFigure(FigureClaims claims, ProvenanceRecord record);

  /**
   * Draws the claims of a figure and of other figures that differ from it in settings. Each claim
   * has its own axis, which shows the places of all versions.
   *
   * @param id of the original figure
   * @param figures the original first, if it is there, then the others; at least one has a claim
   * @param record provenance record, which the SVG and the PNG file carry
   */
  Plot ofVersions(String id, List<FigureClaims> figures, ProvenanceRecord record);

  /**
   * Draws all claims of a study on one axis, a row for each claim.
   *
   * @param id of the study
   * @param title of the study
   * @param figures figures in the order of their rows; at least one has a claim
   * @param record provenance record, which the SVG and the PNG file carry
   */
  Plot ofStudy(String id, String title, List<FigureClaims> figures, ProvenanceRecord record);

  /**
   * Draws the claims of a study under other assumptions, each as a specification curve. A curve has
   * one column for the assumed settings and one for each alternative, sorted by the effect.
   *
   * @param id of the study
   * @param title of the study
   * @param figures figures in the order of the plot; at least one has a claim with alternatives
   * @param record provenance record, which the SVG and the PNG file carry
   */
  Plot ofAlternatives(String id, String title, List<VariedFigure> figures, ProvenanceRecord record);
}
