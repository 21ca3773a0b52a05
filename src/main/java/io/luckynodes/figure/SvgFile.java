package io.luckynodes.figure;

import io.luckynodes.artifact.FigureFile;
import io.luckynodes.artifact.ProvenanceRecord;
import io.luckynodes.json.Json;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jfree.svg.SVGGraphics2D;
import org.jfree.svg.SVGUnits;
import org.jfree.svg.ViewBox;

/** A page as SVG, with its title, alternative text, provenance record and seal. */
final class SvgFile {
  private static final double POINTS_PER_INCH = 72;

  /** Matches a stroke without length, which is a dot and has a shorter form. */
  private static final Pattern DOT = Pattern.compile("M([-0-9.]+,[-0-9.]+)L\\1(?=[M'])");

  /** Matches a blank, which XChart writes where a label is not shown. */
  private static final Pattern BLANK = Pattern.compile("<g [^>]*>\\s*<path d=''/>\\s*</g>");

  private SvgFile() {}

  /**
   * Encodes a page.
   *
   * @param id of the figure
   */
  static byte[] encode(
      Page page, String id, String title, String alternativeText, ProvenanceRecord record) {
    String prefix = id.replace('/', '-');
    SVGGraphics2D g = new SVGGraphics2D(page.width(), page.height(), SVGUnits.PT);
    // Without this prefix, the library would use the clock. The figure's own name also keeps the
    // ids of several figures on one web page apart.
    g.setDefsKeyPrefix(prefix);
    g.setGeomDoubleConverter(SvgFile::hundredths);
    g.setTransformDoubleConverter(SvgFile::hundredths);
    page.paint(g);
    String drawn =
        g.getSVGElement(null, false, new ViewBox(0, 0, page.width(), page.height()), null, null);
    String body = drawn.substring(drawn.indexOf('>') + 1);
    body = BLANK.matcher(DOT.matcher(body).replaceAll("M$1h0")).replaceAll("");
    String document =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\"%s role=\"img\" aria-labelledby=\"%s-title %s-desc\" width=\"%sin\" height=\"%sin\" viewBox=\"0 0 %d %d\">\n",
                // Embedded images are named with the older attribute xlink:href.
                body.contains("xlink:href") ? " xmlns:xlink=\"http://www.w3.org/1999/xlink\"" : "",
                prefix,
                prefix,
                inches(page.width()),
                inches(page.height()),
                page.width(),
                page.height())
            + element("title", prefix + "-title", title)
            + element("desc", prefix + "-desc", alternativeText)
            + element("metadata", prefix + "-provenance", Json.write(record))
            + body
            + "\n";
    return FigureFile.sealedSvg(document);
  }

  private static String element(String name, String id, String text) {
    return "<" + name + " id=\"" + id + "\">" + escape(text) + "</" + name + ">\n";
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String inches(int points) {
    return hundredths(points / POINTS_PER_INCH);
  }

  /** The number with at most two decimals: a hundredth of a point is finer than any printer. */
  static String hundredths(double value) {
    long hundredths = Math.round(value * 100);
    long rest = Math.abs(hundredths % 100);
    String whole = (hundredths < 0 ? "-" : "") + Math.abs(hundredths / 100);
    if (rest == 0) {
      return whole;
    }
    // A figure has many thousands of these numbers; String.format would take a tenth of the time of
    // a page.
    return whole + (rest % 10 == 0 ? "." + rest / 10 : rest < 10 ? ".0" + rest : "." + rest);
  }
}
