package io.luckynodes.diff;

import io.luckynodes.diff.FigureDifference.State;
import io.luckynodes.lineage.Results;
import io.luckynodes.report.Summary;
import io.luckynodes.run.RunRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The differences between two folders of results.
 *
 * @param tolerance largest difference that counts as equal, as a share of the largest number in its
 *     column
 * @param figures all figures of either folder, by id
 * @param verdicts claims whose verdict changed
 */
public record ResultsDifference(
    Side a,
    Side b,
    double tolerance,
    List<FigureDifference> figures,
    List<ClaimDifference> verdicts) {
  /**
   * One of the two folders.
   *
   * @param run name of its last run; empty if unknown
   * @param commit commit from which the run's stages were built; empty if unknown
   */
  public record Side(String folder, String scale, String run, String commit) {
    private static Side of(Results results, Summary summary) {
      Path file = results.find(RunRecord.PLACE).file();
      String folder = results.folder().toString();
      if (file == null) {
        return new Side(folder, summary.scale(), "", "");
      }
      RunRecord run = RunRecord.read(file);
      return new Side(folder, summary.scale(), run.name(), run.commit());
    }
  }

  /**
   * Compares two folders of results.
   *
   * @throws io.luckynodes.error.LuckyException if one of them is incomplete or damaged
   */
  public static ResultsDifference between(Results a, Results b, double tolerance) {
    Summary one = Summary.read(a.require(Summary.PLACE));
    Summary other = Summary.read(b.require(Summary.PLACE));
    SortedMap<String, Summary.Figure> before = shown(one);
    SortedMap<String, Summary.Figure> after = shown(other);
    TreeSet<String> ids = new TreeSet<>(before.keySet());
    ids.addAll(after.keySet());
    List<FigureDifference> figures = new ArrayList<>();
    List<ClaimDifference> claims = new ArrayList<>();
    for (String id : ids) {
      Summary.Figure first = before.get(id);
      Summary.Figure second = after.get(id);
      if (first == null || second == null) {
        State state = first == null ? State.ONLY_IN_B : State.ONLY_IN_A;
        figures.add(FigureDifference.onlyIn(state, id));
      } else {
        figures.add(FigureDifference.between(a, b, id, tolerance));
        claims.addAll(ClaimDifference.between(first, second));
      }
    }
    return new ResultsDifference(
        Side.of(a, one), Side.of(b, other), tolerance, List.copyOf(figures), List.copyOf(claims));
  }

  private static SortedMap<String, Summary.Figure> shown(Summary summary) {
    SortedMap<String, Summary.Figure> figures = new TreeMap<>();
    summary.figures().stream()
        .filter(Summary.Figure::shown)
        .forEach(figure -> figures.put(figure.id(), figure));
    return figures;
  }

  /** Whether the results count as equal. */
  public boolean same() {
    return verdicts.isEmpty() && figures.stream().allMatch(FigureDifference::same);
  }

  /** Number of figures in a state. */
  long figures(State state) {
    return figures.stream().filter(figure -> figure.state() == state).count();
  }
}
