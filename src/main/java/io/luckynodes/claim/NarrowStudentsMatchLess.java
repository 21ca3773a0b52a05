package io.luckynodes.claim;

import io.luckynodes.claim.WidthMeans.Way;
import io.luckynodes.table.Rows;
import io.luckynodes.table.TeacherNodesRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * In every polarity, students of one width match a smaller share of the teacher nodes than those of
 * every greater width, in the mean over seeds.
 */
final class NarrowStudentsMatchLess {
  private static final String POLARITY = "polarity";

  static final Predicate PREDICATE =
      Predicate.of(
              "narrow-students-match-less", TeacherNodesRow.class, NarrowStudentsMatchLess::judge)
          .numbers(WidthMeans.WIDTH)
          .axes(POLARITY, WidthMeans.WIDTH);

  private NarrowStudentsMatchLess() {}

  private static Verdict judge(Options options, Rows rows) {
    double narrow = options.number(WidthMeans.WIDTH);
    double[] widths =
        rows.where(WidthMeans.WIDTH, width -> width >= narrow).distinct(WidthMeans.WIDTH);
    if (widths.length < 2 || widths[0] != narrow) {
      return Verdict.notJudged(
          "Students of " + WidthMeans.name(narrow) + " and wider ones were not both measured.");
    }
    Rows finite = rows.finite("correlation");
    Map<String, Double> numbers = new TreeMap<>();
    List<String> notMore = new ArrayList<>();
    List<String> unmeasured = new ArrayList<>();
    for (double polarity : rows.distinct(POLARITY)) {
      String prefix = "p = " + Say.plain(polarity) + " · ";
      WidthMeans means =
          WidthMeans.of(widths, finite.where(POLARITY, polarity), group -> group.mean("matched"));
      means.addTo(numbers, prefix);
      unmeasured.addAll(means.unmeasured(prefix));
      notMore.addAll(means.notBeyond(narrow, Way.UP, prefix));
    }
    String why =
        (notMore.isEmpty()
                ? unmeasured.isEmpty()
                    ? "In every polarity, students of %s match a smaller share of the teacher nodes than all wider ones."
                        .formatted(WidthMeans.name(narrow))
                    : ""
                : "Wider students do not match a greater share of the teacher nodes: %s."
                    .formatted(Say.list(notMore)))
            + (unmeasured.isEmpty()
                ? ""
                : " Nothing finite was measured of " + Say.list(unmeasured) + ".")
            + Say.leftOut(rows.count() - finite.count());
    if (notMore.isEmpty() && !unmeasured.isEmpty()) {
      return Verdict.notJudged(numbers, why.strip());
    }
    return Verdict.judged(notMore.isEmpty(), numbers, why.strip());
  }
}
