package io.luckynodes.report;

import io.luckynodes.job.FigureLabel;
import io.luckynodes.job.Study;
import java.util.Comparator;
import java.util.List;

/**
 * A study with its figures.
 *
 * @param figures figures without alternatives to assumed settings
 * @param alternatives figures with alternatives to the assumed settings of {@code figures}
 */
record Chapter(Study study, List<FigureReport> figures, List<FigureReport> alternatives) {
  /**
   * All figures, by study.
   *
   * @param studies studies of the figures, in the order of the page
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
