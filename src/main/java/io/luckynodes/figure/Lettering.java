package io.luckynodes.figure;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Sets text in a font that comes with the program, as outlines or as text. Outlines look the same
 * on every machine, whatever fonts it has. Text can be searched and edited, and stands at the same
 * positions. Sizes and positions are in points.
 */
final class Lettering {
  /** Alignment of a text in relation to its point. */
  enum Align {
    LEFT(0),
    CENTRE(0.5),
    RIGHT(1);

    private final double share;

    Align(double share) {
      this.share = share;
    }
  }

  private static final String FOLDER = "net/sf/jasperreports/fonts/dejavu/";
  private static final String REGULAR = "DejaVuSans.ttf";
  private static final String BOLD = "DejaVuSans-Bold.ttf";
  private static final String ITALIC = "DejaVuSans-Oblique.ttf";
  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

  /**
   * Factor by which text is written larger and then scaled down, because the SVG library writes
   * only whole font sizes.
   */
  private static final double TEXT_SCALE = 10;

  private static final double SUBSCRIPT_SIZE = 0.72;
  private static final double SUBSCRIPT_DROP = 0.22;
  private static final double SUBSCRIPT_SPACE = 0.08;

  private final Font regular = font(REGULAR);
  private final Font bold = font(BOLD);
  private final Font italic = font(ITALIC);

  private final boolean asText;

  /** A lettering that sets text as outlines. */
  Lettering() {
    this(false);
  }

  private Lettering(boolean asText) {
    this.asText = asText;
  }

  /** A lettering that sets text as text, in the fonts of {@link #fontFiles}. */
  static Lettering text() {
    return new Lettering(true);
  }

  /** Whether this lettering sets text as text and not as outlines. */
  boolean asText() {
    return asText;
  }

  /** Paths of the font files on the class path. */
  static List<String> fontFiles() {
    return Stream.of(REGULAR, BOLD, ITALIC).map(file -> FOLDER + file).toList();
  }

  /** The font of plain text. */
  Font font(double size) {
    return regular.deriveFont((float) size);
  }

  /** Width of the text in points. */
  double width(Text text, double size) {
    return set(text, size, outlined(new Path2D.Double()));
  }

  /**
   * Paints a text in the current colour.
   *
   * @param y of the baseline
   */
  void draw(Graphics2D g, Text text, double size, double x, double y, Align align) {
    draw(g, text, size, align, AffineTransform.getTranslateInstance(x, y));
  }

  /** Paints a text that runs upwards, its baseline at {@code x}, centred on {@code y}. */
  void drawUpwards(Graphics2D g, Text text, double size, double x, double y) {
    AffineTransform place = AffineTransform.getTranslateInstance(x, y);
    place.quadrantRotate(-1);
    draw(g, text, size, Align.CENTRE, place);
  }

  /** Paints a text that runs downwards, its baseline at {@code x}, centred on {@code y}. */
  void drawDownwards(Graphics2D g, Text text, double size, double x, double y) {
    AffineTransform place = AffineTransform.getTranslateInstance(x, y);
    place.quadrantRotate(1);
    draw(g, text, size, Align.CENTRE, place);
  }

  /**
   * Breaks words in one style at spaces into lines that are at most as wide as {@code width}. A
   * word that is wider is broken within.
   */
  List<Text> wrap(String words, Function<String, Text> style, double size, double width) {
    List<Text> lines = new ArrayList<>();
    String line = "";
    for (String word : kept(words).split(" ", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && width(style.apply(longer), size) > width) {
        lines.add(style.apply(line));
        longer = word;
      }
      while (longer.length() > 1 && width(style.apply(longer), size) > width) {
        int fits = longer.length() - 1;
        while (fits > 1 && width(style.apply(longer.substring(0, fits)), size) > width) {
          fits--;
        }
        lines.add(style.apply(longer.substring(0, fits)));
        longer = longer.substring(fits);
      }
      line = longer;
    }
    lines.add(style.apply(line));
    return lines;
  }

  /**
   * The words with no-break spaces before {@code %} and around {@code =} and {@code ±}, where a
   * line must not end.
   */
  private static String kept(String words) {
    return words
        .replace(" %", "\u00a0%")
        .replace(" = ", "\u00a0=\u00a0")
        .replace(" ± ", "\u00a0±\u00a0");
  }

  private void draw(Graphics2D g, Text text, double size, Align align, AffineTransform place) {
    Path2D.Double outline = new Path2D.Double();
    double shift = -set(text, size, outlined(outline)) * align.share;
    if (outline.getCurrentPoint() == null) {
      return;
    }
    if (asText) {
      AffineTransform before = g.getTransform();
      g.transform(place);
      g.translate(shift, 0);
      set(text, size, written(g));
      g.setTransform(before);
      return;
    }
    outline.transform(AffineTransform.getTranslateInstance(shift, 0));
    outline.transform(place);
    g.fill(outline);
  }

  /** Receives the parts of a text, each with its position. */
  private interface Parts {
    void run(Font font, String characters, GlyphVector glyphs, double x, double y);

    void bar(Rectangle2D bar);
  }

  private static Parts outlined(Path2D outline) {
    return new Parts() {
      @Override
      public void run(Font font, String characters, GlyphVector glyphs, double x, double y) {
        outline.append(glyphs.getOutline((float) x, (float) y), false);
      }

      @Override
      public void bar(Rectangle2D bar) {
        outline.append(bar, false);
      }
    };
  }

  private static Parts written(Graphics2D g) {
    return new Parts() {
      @Override
      public void run(Font font, String characters, GlyphVector glyphs, double x, double y) {
        AffineTransform before = g.getTransform();
        g.translate(x, y);
        g.scale(1 / TEXT_SCALE, 1 / TEXT_SCALE);
        g.setFont(font.deriveFont(style(font), (float) (font.getSize2D() * TEXT_SCALE)));
        g.drawString(characters, 0, 0);
        g.setTransform(before);
      }

      @Override
      public void bar(Rectangle2D bar) {
        g.fill(bar);
      }
    };
  }

  /** The style by which an SVG names a font, which Java does not read from the font file. */
  private static int style(Font font) {
    String name = font.getFontName(Locale.ROOT);
    return name.endsWith("Bold") ? Font.BOLD : name.endsWith("Oblique") ? Font.ITALIC : Font.PLAIN;
  }

  /** Sets a text that starts at the origin, and returns its width. */
  private double set(Text text, double size, Parts parts) {
    double x = 0;
    for (Text.Run run : text.runs()) {
      boolean subscript = run.style() == Text.Style.SUBSCRIPT;
      Font face =
          switch (run.style()) {
            case PLAIN -> regular;
            case BOLD -> bold;
            case ITALIC, BARRED_ITALIC -> italic;
            case SUBSCRIPT -> Character.isDigit(run.characters().charAt(0)) ? regular : italic;
          };
      Font font = face.deriveFont((float) (subscript ? size * SUBSCRIPT_SIZE : size));
      GlyphVector glyphs = font.createGlyphVector(CONTEXT, run.characters());
      parts.run(font, run.characters(), glyphs, x, subscript ? size * SUBSCRIPT_DROP : 0);
      double width = glyphs.getLogicalBounds().getWidth();
      if (run.style() == Text.Style.BARRED_ITALIC) {
        Rectangle2D ink = glyphs.getVisualBounds();
        parts.bar(
            new Rectangle2D.Double(
                x + ink.getX() + ink.getWidth() * 0.15,
                ink.getY() - size * 0.16,
                ink.getWidth() * 0.9,
                size * 0.07));
      }
      x += width + (subscript ? size * SUBSCRIPT_SPACE : 0);
    }
    return x;
  }

  private static Font font(String file) {
    try (InputStream in = Lettering.class.getClassLoader().getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalStateException(FOLDER + file + " is missing from the class path");
      }
      return Font.createFont(Font.TRUETYPE_FONT, in);
    } catch (FontFormatException e) {
      throw new IllegalStateException(file + ": not a font", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
