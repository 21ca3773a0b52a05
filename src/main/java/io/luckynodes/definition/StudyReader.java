package io.luckynodes.definition;

import io.luckynodes.job.Study;
import java.util.List;

/** Reads the title and description of a study. */
final class StudyReader {
  static final String STUDY = "study";

  static final List<String> FIELDS = List.of(STUDY, "title", "text", "link", "date");

  /** Fields that mark a document as an experiment or figure. */
  private static final List<String> OTHERS = List.of("experiment", "figure", "model", "measure");

  /** Pattern of a date: a year and a month, and perhaps a day. */
  static final String DATE = "[12]\\d{3}-[01]\\d(-[0-3]\\d)?";

  private StudyReader() {}

  /** Whether a document describes a study, and defines neither an experiment nor a figure. */
  static boolean reads(YamlMap map) {
    return map.has(STUDY) && OTHERS.stream().noneMatch(map::has);
  }

  /**
   * Reads a study, and reports its faults.
   *
   * @param id id of the study, already checked
   */
  static Study read(String id, YamlMap map) {
    map.allow(FIELDS);
    String link = map.text("link", "");
    if (!Study.isLink(link)) {
      map.fault("link", "expected an address that begins with https://, found " + link);
    }
    String date = map.text("date", "");
    if (!date.isEmpty() && !date.matches(DATE)) {
      map.fault("date", "expected a date such as 2019-05 or 2019-05-31, found " + date);
    }
    return new Study(
        id, map.text("title"), map.text("text", ""), Study.isLink(link) ? link : "", date);
  }
}
