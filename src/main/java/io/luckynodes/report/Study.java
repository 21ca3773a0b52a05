package io.luckynodes.report;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A paper whose figures are rebuilt, or a user's own study.
 *
 * @param arXiv its number there; empty for a user's own
 */
public record Study(String id, String title, String arXiv) {
  private static final List<Study> PAPERS =
      List.of(
          new Study("luck-matters", "Luck Matters", "1905.13405"),
          new Study("student-specialization", "Student Specialization", "1909.13458"),
          new Study("race", "It’s Not a Lottery, It’s a Race", "2602.04832"));

  /** The study of that id; one that is no paper has its id as title. */
  public static Study of(String id) {
    return PAPERS.stream()
        .filter(paper -> paper.id.equals(id))
        .findFirst()
        .orElseGet(() -> new Study(id, id, ""));
  }

  /** Figures by study: the papers in order of their appearance, then others by name. */
  static List<Chapter> group(List<FigureReport> figures) {
    SortedMap<String, List<FigureReport>> byStudy = new TreeMap<>();
    for (FigureReport figure : figures) {
      byStudy.computeIfAbsent(figure.spec().study(), id -> new ArrayList<>()).add(figure);
    }
    List<Chapter> groups = new ArrayList<>();
    for (Study paper : PAPERS) {
      List<FigureReport> own = byStudy.remove(paper.id);
      if (own != null) {
        groups.add(new Chapter(paper, own));
      }
    }
    byStudy.forEach((id, own) -> groups.add(new Chapter(of(id), own)));
    return groups;
  }

  record Chapter(Study study, List<FigureReport> figures) {}
}
