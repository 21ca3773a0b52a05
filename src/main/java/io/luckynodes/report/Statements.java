package io.luckynodes.report;

import freemarker.core.TemplateHTMLOutputModel;
import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.job.Claim;
import io.luckynodes.job.FigureLabel;
import io.luckynodes.job.Reading;
import io.luckynodes.report.PageModel.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Lists the numbered statements of a study's paper that its claims are about, with their verdicts.
 */
public final class Statements {
  /** A number within a statement's name, such as {@code Theorem 3.11}. */
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  /** Orders lemmas among lemmas, and Theorem 10 after Theorem 9. */
  static final Comparator<String> IN_PAPERS_ORDER =
      Comparator.comparing((String about) -> about.replaceFirst("\\d.*", ""))
          .thenComparing(Statements::numbers, Statements::compare);

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

  /**
   * A claim about a statement, of a figure in the summary.
   *
   * @param about the statement, as the paper numbers it
   * @param verdict with words that follow the reading of the statement
   */
  public record Held(String about, Summary.Figure figure, Summary.Claim claim, Verdict verdict) {
    View view() {
      return new View(
          about,
          Typeset.html(claim.statement()),
          FigureLabel.of(figure.name()),
          PageModel.anchor(figure.id()),
          verdict);
    }
  }

  /**
   * The claims about numbered statements, in the paper's order.
   *
   * @param figures of one study
   */
  public static List<Held> of(List<Summary.Figure> figures) {
    List<Held> all = new ArrayList<>();
    for (Summary.Figure figure : figures) {
      for (Summary.Claim claim : figure.claims()) {
        Claim.About about = claim.about();
        if (about != null) {
          Verdict verdict = Verdict.of(claim.outcome(), words(claim.outcome(), about.reading()));
          all.add(new Held(about.statement(), figure, claim, verdict));
        }
      }
    }
    all.sort(Comparator.comparing(Held::about, IN_PAPERS_ORDER));
    return all;
  }

  static String words(String outcome, String read) {
    Reading reading = Reading.of(read).orElse(Reading.PRINTED);
    if (outcome.equals(Outcome.HOLDS.words())) {
      return reading.holds();
    }
    return outcome.equals(Outcome.FAILS.words()) ? reading.fails() : outcome;
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
