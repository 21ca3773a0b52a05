package io.luckynodes.job;

import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A paper whose figures are rebuilt, or a user's own study, as its definition describes it.
 *
 * @param id the part of its figures' ids before the slash
 * @param title heading on the page
 * @param text description; empty if there is none
 * @param link an address that begins with {@code https://}; empty if there is none
 * @param date date of publication, as in 2019-05; empty if none is given
 */
public record Study(String id, String title, String text, String link, String date) {
  /** Pattern of a link that is not empty. */
  public static final String LINK = "https://[\\w.~:/?#@!$&*+,;=%-]+";

  private static final String ARXIV = "https://arxiv.org/abs/";

  /** The order by date and then by id; studies without a date come last. */
  private static final Comparator<Study> ORDER =
      Comparator.comparing((Study study) -> study.date.isEmpty())
          .thenComparing(Study::date)
          .thenComparing(Study::id);

  /**
   * Checks the link.
   *
   * @throws IllegalArgumentException if the link is neither empty nor an address
   */
  public Study {
    if (!isLink(link)) {
      throw new IllegalArgumentException("study " + id + ": no link: " + link);
    }
  }

  /** Whether a text is empty or an address to which a page can link. */
  public static boolean isLink(String link) {
    return link.isEmpty() || link.matches(LINK);
  }

  /** A study without a description. */
  public static Study undescribed(String id) {
    return new Study(id, id, "", "", "");
  }

  /**
   * The studies of some ids, in the order of the page. An id without a description gets {@link
   * #undescribed a study without one}.
   */
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
