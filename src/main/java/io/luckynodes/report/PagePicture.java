package io.luckynodes.report;

import com.twelvemonkeys.image.ImageUtil;
import com.twelvemonkeys.image.ResampleOp;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
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
 * A picture of a figure, and what pages show of it: PNGs with a palette, which take less than half
 * the bytes and look the same. The page embeds all its figures, and would be too large with their
 * SVGs or original PNGs.
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

  /** Number of bits of a pixel that has one of 16 colours. */
  private static final int HALF_A_BYTE = 4;

  private final BufferedImage drawn;

  private PagePicture(BufferedImage drawn) {
    this.drawn = drawn;
  }

  /** The whole picture as a PNG of few colours. */
  public byte[] whole() {
    return encode(drawn, COLOURS);
  }

  /** A plot of claims as a PNG of fewer colours and dots. */
  byte[] plot() {
    return encode(resized(SHARE_OF_PLOT), COLOURS_OF_PLOT);
  }

  /** A small PNG, by which a reader finds a figure again. */
  byte[] small() {
    return encode(within(SMALL_WIDTH), COLOURS_OF_PLOT);
  }

  /** The picture at a given width; a picture that is narrower keeps its own. */
  public BufferedImage within(int width) {
    return within(width, Integer.MAX_VALUE);
  }

  /**
   * The picture as large as fits into a frame, with the ratio of its sides.
   *
   * @param width width of the frame in pixels
   * @param height height of the frame in pixels
   */
  public BufferedImage within(int width, int height) {
    return resized(
        Math.min(
            1, Math.min((double) width / drawn.getWidth(), (double) height / drawn.getHeight())));
  }

  private BufferedImage resized(double share) {
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

  /**
   * Reads a PNG that may be untrusted, and so damaged or too large.
   *
   * @param name name of the figure or plot, for error messages
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if it is no PNG
   */
  public static PagePicture read(String name, byte[] png) {
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
      return new PagePicture(image);
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw damaged(name, e);
    } finally {
      reader.dispose();
    }
  }

  /** A PNG of at most so many colours. */
  public static byte[] encode(BufferedImage drawn, int colours) {
    return png(
        ImageUtil.createIndexed(
            drawn,
            colours,
            Color.WHITE,
            ImageUtil.COLOR_SELECTION_QUALITY | ImageUtil.DITHER_NONE));
  }

  /** A PNG of a picture with given colours, each pixel in the colour that is nearest to its own. */
  public static byte[] encode(BufferedImage drawn, IndexColorModel palette) {
    return png(ImageUtil.createIndexed(drawn, palette, Color.WHITE, ImageUtil.DITHER_NONE));
  }

  private static byte[] png(BufferedImage indexed) {
    BufferedImage picture = packed(indexed);
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

  /** The same picture with half a byte for a pixel, if the palette has at most 16 colours. */
  private static BufferedImage packed(BufferedImage picture) {
    IndexColorModel palette = (IndexColorModel) picture.getColorModel();
    int size = palette.getMapSize();
    if (size > 1 << HALF_A_BYTE) {
      return picture;
    }
    int[] colours = new int[size];
    palette.getRGBs(colours);
    BufferedImage packed =
        new BufferedImage(
            picture.getWidth(),
            picture.getHeight(),
            BufferedImage.TYPE_BYTE_BINARY,
            new IndexColorModel(HALF_A_BYTE, size, colours, 0, false, -1, DataBuffer.TYPE_BYTE));
    int[] row = new int[picture.getWidth()];
    for (int y = 0; y < picture.getHeight(); y++) {
      picture.getRaster().getPixels(0, y, row.length, 1, row);
      packed.getRaster().setPixels(0, y, row.length, 1, row);
    }
    return packed;
  }

  private static LuckyException damaged(String name, Exception cause) {
    return new LuckyException(
        ExitCode.BAD_INPUT, "figure " + name + ": expected a PNG, found something else", cause);
  }
}
