package io.luckynodes.report;

import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateHTMLOutputModel;
import freemarker.template.TemplateModelException;
import java.util.regex.Pattern;

/**
 * Converts plain text to HTML, and sets {@code v_j} and {@code j^p} as the symbols for which they
 * stand.
 */
final class Typeset {
  private static final Pattern SUBSCRIPT = Pattern.compile("(?<![\\w-])(\\p{L})_(\\w)(?!\\w)");
  private static final Pattern SUPERSCRIPT = Pattern.compile("(?<![\\w-])(\\p{L})\\^(\\w)(?!\\w)");

  private Typeset() {}

  static TemplateHTMLOutputModel html(String text) {
    try {
      String escaped = HTMLOutputFormat.INSTANCE.escapePlainText(text);
      String typeset =
          SUPERSCRIPT
              .matcher(SUBSCRIPT.matcher(escaped).replaceAll("<i>$1</i><sub>$2</sub>"))
              .replaceAll("<i>$1</i><sup>$2</sup>");
      return HTMLOutputFormat.INSTANCE.fromMarkup(typeset);
    } catch (TemplateModelException e) {
      throw new IllegalStateException(e);
    }
  }
}
