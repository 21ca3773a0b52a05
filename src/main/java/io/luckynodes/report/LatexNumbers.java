package io.luckynodes.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code numbers.tex}: verdicts and numbers of claims as LaTeX macros, so that a text that
 * quotes them stays up to date. {@code \lucky{race/fig03/CLAIM}{mean}} is the mean at the place
 * that decides the claim. {@code \lucky{race/fig03/CLAIM}{2.mean}} is the mean at its second place.
 * A name that does not exist is a LaTeX error.
 */
final class LatexNumbers {
  private static final String HEAD =
      """
      %% What a run found of its claims, for LaTeX. In the preamble: \\input{numbers.tex}
      %% In the text:  \\lucky{STUDY/FIGURE/CLAIM}{FIELD}
      %%   verdict, scale     words
      %%   footing            how far the verdict rests on what is assumed, if that was varied
      %%   seeds, mean        of the place by which the claim stands as it does
      %%   lower, upper       bounds of that mean at 5 %%, one-sided
      %%   from, to           the claim says that the mean is above from, below to
      %%   1.mean, 2.mean     the same of the first place, the second, in the order of claims.csv
      %% Numbers have three significant digits. What does not exist stops LaTeX with an error.
      \\newcommand\\lucky[2]{\\ifcsname lucky/#1/#2\\endcsname\\csname lucky/#1/#2\\endcsname
        \\else\\errmessage{numbers.tex has no #2 of #1}\\fi}
      \\newcommand\\luckyset[3]{\\expandafter\\def\\csname lucky/#1/#2\\endcsname{#3}}
      """
          .formatted();

  private static final MathContext THREE = new MathContext(3, RoundingMode.HALF_EVEN);

  /**
   * Smallest power of ten at which numbers are plain decimals; {@link #MOST_PLAIN} is the largest.
   */
  private static final int LEAST_PLAIN = -4;

  private static final int MOST_PLAIN = 5;

  /**
   * Characters that could end a name, or do more, in LaTeX; names in definitions have none of them.
   */
  private static final String NOT_IN_NAMES = "[^A-Za-z0-9./-]";

  private final StringBuilder lines = new StringBuilder(HEAD);

  private LatexNumbers() {}

  static byte[] encode(List<Summary.Figure> figures) {
    LatexNumbers numbers = new LatexNumbers();
    for (Summary.Figure figure : Summary.own(figures)) {
      for (Summary.Claim claim : figure.claims()) {
        numbers.add(figure, claim);
      }
    }
    return numbers.lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void add(Summary.Figure figure, Summary.Claim claim) {
    String name = (figure.id() + "/" + claim.name()).replaceAll(NOT_IN_NAMES, "-");
    comment(name + ": " + claim.statement());
    set(name, "verdict", escape(claim.verdict()));
    set(name, "scale", figure.scale());
    if (claim.footing() != null) {
      set(name, "footing", escape(claim.footing().words()));
    }
    if (!claim.quantity().isEmpty()) {
      comment(claim.quantity());
    }
    claim.leastCertain().ifPresent(place -> add(name, "", place));
    for (int i = 0; claim.places().size() > 1 && i < claim.places().size(); i++) {
      comment((i + 1) + ". " + claim.places().get(i).name());
      add(name, (i + 1) + ".", claim.places().get(i));
    }
  }

  private void add(String name, String prefix, Summary.Place place) {
    set(name, prefix + "seeds", Integer.toString(place.bySeed().size()));
    number(name, prefix + "mean", place.mean());
    number(name, prefix + "lower", place.lower());
    number(name, prefix + "upper", place.upper());
    number(name, prefix + "from", place.from());
    number(name, prefix + "to", place.to());
  }

  private void comment(String words) {
    lines.append("% ").append(words.replaceAll("\\s+", " ").strip()).append('\n');
  }

  private void set(String name, String field, String value) {
    lines.append("\\luckyset{%s}{%s}{%s}\n".formatted(name, field, value));
  }

  private void number(String name, String field, @Nullable Double value) {
    if (value != null && Double.isFinite(value)) {
      set(name, field, "\\ensuremath{" + digits(value) + "}");
    }
  }

  /**
   * A number with three significant digits, such as {@code -0.0123} or {@code 1.20\cdot10^{-5}}.
   */
  static String digits(double value) {
    BigDecimal rounded = new BigDecimal(value).round(THREE);
    if (rounded.signum() == 0) {
      return "0";
    }
    int power = rounded.precision() - rounded.scale() - 1;
    BigDecimal three = rounded.setScale(2 - power, RoundingMode.UNNECESSARY);
    if (power >= LEAST_PLAIN && power <= MOST_PLAIN) {
      return three.setScale(Math.max(0, 2 - power), RoundingMode.UNNECESSARY).toPlainString();
    }
    return three.scaleByPowerOfTen(-power).toPlainString() + "\\cdot10^{" + power + "}";
  }

  /** Escapes every character that LaTeX would read as a command. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\\' -> escaped.append("\\textbackslash{}");
                case '~' -> escaped.append("\\textasciitilde{}");
                case '^' -> escaped.append("\\textasciicircum{}");
                case '&', '%', '$', '#', '_', '{', '}' -> escaped.append('\\').appendCodePoint(c);
                case '−' -> escaped.append("\\ensuremath{-}");
                default -> escaped.appendCodePoint(c);
              }
            });
    return escaped.toString();
  }
}
