package io.luckynodes.report;

import io.luckynodes.job.FigureLabel;
import io.luckynodes.job.Study;
import java.util.Comparator;
import java.util.List;

/**
 * A study with its figures.
 *
 * @param figures that stand for themselves
 * @param alternatives to what these assume, figures likewise
 */
record Chapter(Study study, List<FigureReport> figures, List<FigureReport> alternatives) {
  /**
   * All figures, by study.
   *
   * @param studies of the figures, in the order in which they are told
   */
  static List<Chapter> of(List<Study> studies, List<FigureReport> figures) {
    return studies.stream()
        .map(study -> new Chapter(study, of(study, figures, false), of(study, figures, true)))
        .toList();
  }

  private static List<FigureReport> of(
      Study study, List<FigureReport> figures, boolean alternatives) {
    return figures.stream()
        .filter(figure -> figure.spec().study().equals(study.id()))
        .filter(figure -> figure.assumesOtherwise() == alternatives)
        .sorted(Comparator.comparing(figure -> figure.spec().name(), FigureLabel.BY_NAME))
        .toList();
  }
}
