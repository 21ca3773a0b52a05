package io.luckynodes.claim;

import io.luckynodes.statistics.RankCorrelation;
import io.luckynodes.table.Rows;
import io.luckynodes.table.TeacherNodesRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * After {@code epoch} epochs, stronger teacher nodes are matched in more seeds than weaker ones: in
 * every polarity and width in which the teacher nodes' shares of seeds differ at all, their rank
 * correlation with the node's number is negative. The first node is the strongest.
 */
final class StrongerTeachersMatchedMore {
  private static final String POLARITY = "polarity";
  private static final String TEACHER = "teacher";

  static final Predicate PREDICATE =
      Predicate.of(
              "stronger-teachers-matched-more",
              TeacherNodesRow.class,
              StrongerTeachersMatchedMore::judge)
          .numbers("epoch")
          .axes(POLARITY, WidthMeans.WIDTH)
          .atAllEpochs();

  private StrongerTeachersMatchedMore() {}

  private static Verdict judge(Options options, Rows rows) {
    double epoch = options.number("epoch");
    Rows then = rows.where("epoch", epoch);
    if (then.isEmpty()) {
      return Verdict.notJudged("Epoch " + Say.plain(epoch) + " was not measured.");
    }
    Map<String, Double> numbers = new TreeMap<>();
    List<String> stronger = new ArrayList<>();
    List<String> notStronger = new ArrayList<>();
    List<String> alike = new ArrayList<>();
    int leftOut = 0;
    for (double polarity : then.distinct(POLARITY)) {
      for (double width : then.distinct(WidthMeans.WIDTH)) {
        Rows all = then.where(POLARITY, polarity).where(WidthMeans.WIDTH, width);
        Rows variant = all.finite("correlation");
        leftOut += all.count() - variant.count();
        double[] teachers = variant.distinct(TEACHER);
        double[] shares =
            Arrays.stream(teachers)
                .map(teacher -> variant.where(TEACHER, teacher).mean("matched"))
                .toArray();
        double correlation = RankCorrelation.of(teachers, shares);
        String name = "p = " + Say.plain(polarity) + ", " + WidthMeans.name(width);
        numbers.put(name + " · rank correlation", correlation);
        if (Double.isNaN(correlation)) {
          alike.add(name);
        } else if (correlation < 0) {
          stronger.add(name);
        } else {
          notStronger.add(name + " (" + Say.measured(correlation) + ")");
        }
      }
    }
    String why =
        (notStronger.isEmpty()
                ? stronger.isEmpty()
                    ? ""
                    : "After epoch "
                        + Say.plain(epoch)
                        + ", the share of seeds that match a teacher node falls with the node's"
                        + " number wherever it varies."
                : "After epoch "
                    + Say.plain(epoch)
                    + ", the share of seeds that match a teacher node does not fall with the"
                    + " node's number at "
                    + Say.list(notStronger)
                    + ".")
            + (alike.isEmpty() ? "" : " It is the same for all nodes at " + Say.list(alike) + ".")
            + Say.leftOut(leftOut);
    if (stronger.isEmpty() && notStronger.isEmpty()) {
      return Verdict.notJudged(numbers, why.strip());
    }
    return Verdict.judged(notStronger.isEmpty(), numbers, why.strip());
  }
}
