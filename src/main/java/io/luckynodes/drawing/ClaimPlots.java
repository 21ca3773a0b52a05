package io.luckynodes.drawing;

import io.luckynodes.artifact.ProvenanceRecord;
import io.luckynodes.claim.JudgedClaim;
import io.luckynodes.claim.Verdict;
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
   * A figure of which assumed settings were varied.
   *
   * @param scale of the run
   * @param claims those of which something was measured
   */
  record VariedFigure(FigureSpec figure, String scale, List<VariedClaim> claims) {
    public VariedFigure {
      claims = List.copyOf(claims);
    }
  }

  /**
   * A claim, and how it stands under other assumptions.
   *
   * @param claim with what is assumed
   * @param footing how far its verdict rests on that, in words; empty if nothing can be said
   * @param alternatives those that change its numbers
   */
  record VariedClaim(JudgedClaim claim, String footing, List<Alternative> alternatives) {
    public VariedClaim {
      alternatives = List.copyOf(alternatives);
    }
  }

  /**
   * How a claim stands under another assumption.
   *
   * @param differences the settings that have another value, mostly one
   */
  record Alternative(List<Difference> differences, Verdict verdict) {
    public Alternative {
      differences = List.copyOf(differences);
    }
  }

  /**
   * A setting with another value than the assumed one.
   *
   * @param setting its name in words, such as {@code learning rate}
   * @param value in words, such as {@code 0.003}
   * @param direction 1 if the value is higher than the assumed one, −1 if lower, 0 if it is neither
   */
  record Difference(String setting, String value, int direction) {}

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

  /**
   * The claims of a study under other assumptions, each as a specification curve: a column for what
   * is assumed and one for each alternative, sorted by the effect.
   *
   * @param id of the study
   * @param title of the study
   * @param figures in the order in which they are to stand; at least one with a claim that has
   *     alternatives
   * @param record what the files are to say of their making
   */
  Plot ofAlternatives(String id, String title, List<VariedFigure> figures, ProvenanceRecord record);
}
