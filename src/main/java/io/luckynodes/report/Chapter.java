package io.luckynodes.report;

import io.luckynodes.job.Study;
import java.util.List;

/** A study with its figures. */
record Chapter(Study study, List<FigureReport> figures) {
  /**
   * All figures, by study.
   *
   * @param studies of the figures, in the order in which they are told
   */
  static List<Chapter> of(List<Study> studies, List<FigureReport> figures) {
    return studies.stream()
        .map(
            study ->
                new Chapter(
                    study,
                    figures.stream()
                        .filter(figure -> figure.spec().study().equals(study.id()))
                        .toList()))
        .toList();
  }
}
