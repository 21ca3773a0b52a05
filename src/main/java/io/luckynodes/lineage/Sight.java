package io.luckynodes.lineage;

import io.luckynodes.artifact.Digests;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Computes a digest of what a figure shows, which is the same in whatever way a program has written
 * the file.
 */
final class Sight {
  /** Most pixels of an image, some ten times as many as the largest figure has. */
  private static final long MOST_PIXELS = 100_000_000;

  /** Elements of an SVG that describe it and draw nothing. */
  private static final Set<String> UNSEEN = Set.of("metadata", "title", "desc");

  private Sight() {}

  /** Digest of the size and the colours of an image's pixels; empty if the bytes are no image. */
  static Optional<String> pixels(byte[] bytes) {
    try (MemoryCacheImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return Optional.empty();
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if ((long) width * height > MOST_PIXELS) {
          return Optional.empty();
        }
        BufferedImage image = reader.read(0);
        MessageDigest digest = Digests.sha256();
        digest.update(ByteBuffer.allocate(8).putInt(width).putInt(height).flip());
        int[] row = new int[width];
        ByteBuffer line = ByteBuffer.allocate(Integer.BYTES * width);
        for (int y = 0; y < height; y++) {
          image.getRGB(0, y, width, 1, row, 0, width);
          line.clear();
          line.asIntBuffer().put(row);
          digest.update(line);
        }
        return Optional.of(Digests.hex(digest.digest()));
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      // Image decoders throw exceptions of every kind on malformed bytes.
      return Optional.empty();
    }
  }

  /**
   * Digest of an SVG's elements, attributes and texts, without comments, blanks between elements,
   * and elements that draw nothing; empty if the bytes are no SVG.
   */
  static Optional<String> drawing(byte[] bytes) {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    // Nothing outside the document is ever read.
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    // Faults of the file are not reported.
    factory.setXMLReporter((message, error, about, location) -> {});
    MessageDigest digest = Digests.sha256();
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
      boolean svg = false;
      int unseen = 0;
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            svg = svg || reader.getLocalName().equals("svg");
            if (unseen > 0 || UNSEEN.contains(reader.getLocalName())) {
              unseen++;
            } else {
              note(digest, '<', element(reader));
            }
          }
          case XMLStreamConstants.END_ELEMENT -> {
            if (unseen > 0) {
              unseen--;
            } else {
              note(digest, '>', "");
            }
          }
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
            String text = reader.getText().strip();
            if (unseen == 0 && !text.isEmpty()) {
              note(digest, '"', text);
            }
          }
          default -> {
            // Comments and instructions draw nothing.
          }
        }
      }
      reader.close();
      return svg ? Optional.of(Digests.hex(digest.digest())) : Optional.empty();
    } catch (XMLStreamException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** An element's name with its attributes, sorted since they may stand in any order. */
  private static String element(XMLStreamReader reader) {
    TreeMap<String, String> attributes = new TreeMap<>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      String name = reader.getAttributeLocalName(i);
      // This attribute only names elements that draw nothing.
      if (!name.equals("aria-labelledby")) {
        attributes.put(name, reader.getAttributeValue(i).strip());
      }
    }
    return reader.getLocalName() + attributes;
  }

  private static void note(MessageDigest digest, char kind, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((byte) kind);
    digest.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
    digest.update(bytes);
  }
}
