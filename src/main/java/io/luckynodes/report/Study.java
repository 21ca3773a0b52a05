package io.luckynodes.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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
    return inOrder(byStudy.keySet()).stream()
        .map(study -> new Chapter(study, Objects.requireNonNull(byStudy.get(study.id()))))
        .toList();
  }

  /** The papers in order of their appearance, then others by name. */
  static List<Study> inOrder(Set<String> ids) {
    List<Study> ordered = new ArrayList<>(PAPERS);
    ordered.removeIf(paper -> !ids.contains(paper.id));
    ids.stream()
        .sorted()
        .map(Study::of)
        .filter(study -> !ordered.contains(study))
        .forEach(ordered::add);
    return ordered;
  }

  record Chapter(Study study, List<FigureReport> figures) {}
}
