package io.luckynodes.job;

import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A paper whose figures are rebuilt, or a user's own study, as a definition has it.
 *
 * @param id the part of its figures' ids before the slash
 * @param title its heading on the page
 * @param text what it is about; empty if nothing is said
 * @param link an address that begins with {@code https://}; empty if there is none
 * @param date when it appeared, as in 2019-05; empty if nothing is said
 */
public record Study(String id, String title, String text, String link, String date) {
  /** What a link can be, besides empty. */
  public static final String LINK = "https://[\\w.~:/?#@!$&*+,;=%-]+";

  private static final String ARXIV = "https://arxiv.org/abs/";

  /** By date, those without one last and by id. */
  private static final Comparator<Study> ORDER =
      Comparator.comparing((Study study) -> study.date.isEmpty())
          .thenComparing(Study::date)
          .thenComparing(Study::id);

  /**
   * @throws IllegalArgumentException if the link is neither empty nor an address
   */
  public Study {
    if (!isLink(link)) {
      throw new IllegalArgumentException("study " + id + ": no link: " + link);
    }
  }

  /** Whether something is an address that a page can lead to, or empty. */
  public static boolean isLink(String link) {
    return link.isEmpty() || link.matches(LINK);
  }

  /** A study that nobody has described. */
  public static Study undescribed(String id) {
    return new Study(id, id, "", "", "");
  }

  /** Those of the ids that are asked for, in the order in which they are told; each is there. */
  public static List<Study> inOrder(List<Study> described, Iterable<String> ids) {
    SortedMap<String, Study> studies = new TreeMap<>();
    ids.forEach(id -> studies.put(id, undescribed(id)));
    described.forEach(study -> studies.replace(study.id, study));
    return studies.values().stream().sorted(ORDER).toList();
  }

  /** The link in words: {@code arXiv 1905.13405}. */
  public String linkWords() {
    return link.startsWith(ARXIV)
        ? "arXiv " + link.substring(ARXIV.length())
        : link.replaceFirst("^https://", "");
  }
}
