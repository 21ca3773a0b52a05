package io.luckynodes.report;

import com.twelvemonkeys.image.ImageUtil;
import com.twelvemonkeys.image.ResampleOp;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Makes pictures of figures for the page: PNGs with a palette of 256 colours, which take less than
 * half the bytes and look the same. The page embeds all its figures, and would be too large with
 * their SVGs or original PNGs.
 */
public final class PagePicture {
  private static final int COLOURS = 256;

  /** Most pixels of a picture, at least ten times as many as the largest figure has. */
  private static final long MOST_PIXELS = 100_000_000;

  /**
   * Number of colours of plots of claims, which have letters, lines and a few hues. Nearly every
   * figure has one.
   */
  private static final int COLOURS_OF_PLOT = 64;

  /** Scale of a plot on the page, from 200 to 144 dots per inch. */
  private static final double SHARE_OF_PLOT = 0.72;

  /** Width in pixels of a small picture: twice the CSS pixels at which the page shows it. */
  private static final int SMALL_WIDTH = 280;

  /**
   * Compression quality that gives level 6 of deflate: 4 % more bytes than level 9, in a quarter of
   * the time.
   */
  private static final float QUALITY = 1f / 3;

  private PagePicture() {}

  /**
   * Reduces a PNG to few colours.
   *
   * @param name name of the figure, for error messages
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if it is no PNG
   */
  public static byte[] of(String name, byte[] png) {
    return encode(read(name, png), COLOURS);
  }

  /**
   * Reduces a plot of claims to fewer colours and dots.
   *
   * @param name name of the plot, for error messages
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if it is no PNG
   */
  static byte[] ofPlot(String name, byte[] png) {
    return encode(resized(read(name, png), SHARE_OF_PLOT), COLOURS_OF_PLOT);
  }

  /**
   * The picture in small, by which a reader finds a figure again.
   *
   * @param name of the figure, for what is said of a fault
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if it is no PNG
   */
  static byte[] small(String name, byte[] png) {
    return ofWidth(name, png, SMALL_WIDTH, COLOURS_OF_PLOT);
  }

  /**
   * A PNG of few colours and a given width.
   *
   * @param name of the picture, for what is said of a fault
   * @param width in pixels; a picture that is narrower keeps its own
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if it is no PNG
   */
  public static byte[] ofWidth(String name, byte[] png, int width, int colours) {
    return encode(within(name, png, width, Integer.MAX_VALUE), colours);
  }

  /**
   * A picture as large as fits into a frame, with the ratio of its sides.
   *
   * @param name of the picture, for what is said of a fault
   * @param width of the frame in pixels
   * @param height likewise
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if it is no PNG
   */
  public static BufferedImage within(String name, byte[] png, int width, int height) {
    BufferedImage drawn = read(name, png);
    double share =
        Math.min(
            1, Math.min((double) width / drawn.getWidth(), (double) height / drawn.getHeight()));
    return resized(drawn, share);
  }

  private static BufferedImage resized(BufferedImage drawn, double share) {
    return ImageUtil.createResampled(
        drawn,
        (int) Math.max(1, Math.round(share * drawn.getWidth())),
        (int) Math.max(1, Math.round(share * drawn.getHeight())),
        ResampleOp.FILTER_LANCZOS);
  }

  /** The data URI that embeds a PNG in the page's {@code <img>}. */
  public static String embedded(byte[] png) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
  }

  /** Reads a PNG that may be untrusted, and so damaged or too large. */
  private static BufferedImage read(String name, byte[] png) {
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(png))) {
      reader.setInput(in, true, true);
      if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
        throw new LuckyException(
            ExitCode.BAD_INPUT,
            String.format(
                Locale.ROOT,
                "figure %s: expected a PNG of at most %d pixels, found %d by %d",
                name,
                MOST_PIXELS,
                reader.getWidth(0),
                reader.getHeight(0)));
      }
      BufferedImage drawn = reader.read(0);
      // Each pixel is one int, since colour counting reads each pixel several times.
      BufferedImage image =
          new BufferedImage(drawn.getWidth(), drawn.getHeight(), BufferedImage.TYPE_INT_RGB);
      Graphics2D g = image.createGraphics();
      g.drawImage(drawn, 0, 0, Color.WHITE, null);
      g.dispose();
      return image;
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw damaged(name, e);
    } finally {
      reader.dispose();
    }
  }

  /** A PNG of at most so many colours. */
  public static byte[] encode(BufferedImage drawn, int colours) {
    BufferedImage picture =
        ImageUtil.createIndexed(
            drawn, colours, Color.WHITE, ImageUtil.COLOR_SELECTION_QUALITY | ImageUtil.DITHER_NONE);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ImageWriteParam small = writer.getDefaultWriteParam();
    small.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    small.setCompressionQuality(QUALITY);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), small);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static LuckyException damaged(String name, Exception cause) {
    return new LuckyException(
        ExitCode.BAD_INPUT, "figure " + name + ": expected a PNG, found something else", cause);
  }
}
