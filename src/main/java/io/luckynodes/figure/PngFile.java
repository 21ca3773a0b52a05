package io.luckynodes.figure;

import io.luckynodes.artifact.FigureFile;
import io.luckynodes.artifact.ProvenanceRecord;
import io.luckynodes.json.Json;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A page as PNG of 200 dots per inch, with its provenance record and a seal. */
final class PngFile {
  private static final double DOTS_PER_INCH = 200;
  private static final double SCALE = DOTS_PER_INCH / 72;
  private static final String FORMAT = "javax_imageio_png_1.0";

  private PngFile() {}

  static byte[] encode(Page page, ProvenanceRecord record) {
    BufferedImage image =
        new BufferedImage(
            (int) Math.round(page.width() * SCALE),
            (int) Math.round(page.height() * SCALE),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    // Letters stand at the distances of the font, as in the SVG, and not at whole pixels.
    g.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    // The page may end within the last row of pixels.
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, image.getWidth(), image.getHeight());
    g.scale(SCALE, SCALE);
    page.paint(g);
    g.dispose();

    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      IIOMetadata metadata =
          writer.getDefaultImageMetadata(
              ImageTypeSpecifier.createFromRenderedImage(image), writer.getDefaultWriteParam());
      IIOMetadataNode root = new IIOMetadataNode(FORMAT);
      root.appendChild(resolution());
      root.appendChild(text(Json.write(record)));
      metadata.mergeTree(FORMAT, root);
      writer.setOutput(out);
      writer.write(new IIOImage(image, null, metadata));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return FigureFile.sealedPng(bytes.toByteArray());
  }

  private static IIOMetadataNode resolution() {
    String dotsPerMetre = Long.toString(Math.round(DOTS_PER_INCH / 0.0254));
    IIOMetadataNode node = new IIOMetadataNode("pHYs");
    node.setAttribute("pixelsPerUnitXAxis", dotsPerMetre);
    node.setAttribute("pixelsPerUnitYAxis", dotsPerMetre);
    node.setAttribute("unitSpecifier", "meter");
    return node;
  }

  private static IIOMetadataNode text(String value) {
    IIOMetadataNode entry = new IIOMetadataNode("iTXtEntry");
    entry.setAttribute("keyword", FigureFile.RECORD_KEY);
    entry.setAttribute("compressionFlag", "FALSE");
    entry.setAttribute("compressionMethod", "0");
    entry.setAttribute("languageTag", "");
    entry.setAttribute("translatedKeyword", "");
    entry.setAttribute("text", value);
    IIOMetadataNode node = new IIOMetadataNode("iTXt");
    node.appendChild(entry);
    return node;
  }
}
