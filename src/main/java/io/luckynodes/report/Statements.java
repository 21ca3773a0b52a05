package io.luckynodes.report;

import freemarker.core.TemplateHTMLOutputModel;
import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.job.Claim;
import io.luckynodes.job.Reading;
import io.luckynodes.report.PageModel.FigureView;
import io.luckynodes.report.PageModel.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Lists the numbered statements of a study's paper that its claims are about, with their verdicts.
 */
final class Statements {
  /** A number within a statement's name, such as {@code Theorem 3.11}. */
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private Statements() {}

  /**
   * A claim about a statement.
   *
   * @param about name of the statement in the paper
   * @param claim text of the claim
   * @param figure label of the claim's figure
   * @param anchor anchor of that figure
   */
  public record View(
      String about, TemplateHTMLOutputModel claim, String figure, String anchor, Verdict verdict) {}

  /** The claims of a figure that are about a statement. */
  static List<View> of(FigureView figure, List<Summary.Claim> claims) {
    List<View> views = new ArrayList<>();
    for (Summary.Claim claim : claims) {
      Claim.About about = claim.about();
      if (about != null) {
        views.add(
            new View(
                about.statement(),
                Typeset.html(claim.statement()),
                figure.label(),
                figure.anchor(),
                Verdict.of(claim.outcome(), words(claim.outcome(), about.reading()))));
      }
    }
    return views;
  }

  static String words(String outcome, String read) {
    Reading reading = Reading.of(read).orElse(Reading.PRINTED);
    if (outcome.equals(Outcome.HOLDS.words())) {
      return reading.holds();
    }
    return outcome.equals(Outcome.FAILS.words()) ? reading.fails() : outcome;
  }

  /** Sorts statements by kind and number: lemmas among lemmas, and Theorem 10 after Theorem 9. */
  static List<View> sorted(List<View> views) {
    return views.stream()
        .sorted(
            Comparator.comparing((View view) -> view.about().replaceFirst("\\d.*", ""))
                .thenComparing(view -> numbers(view.about()), Statements::compare))
        .toList();
  }

  private static List<Integer> numbers(String about) {
    return NUMBER.matcher(about).results().map(MatchResult::group).map(Integer::valueOf).toList();
  }

  private static int compare(List<Integer> one, List<Integer> other) {
    List<Integer> differences = new ArrayList<>();
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      differences.add(one.get(i).compareTo(other.get(i)));
    }
    differences.add(Integer.compare(one.size(), other.size()));
    return differences.stream().filter(difference -> difference != 0).findFirst().orElse(0);
  }
}
