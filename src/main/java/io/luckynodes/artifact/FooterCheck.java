package io.luckynodes.artifact;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.arrow.flatbuf.Block;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.flatbuf.Schema;

/**
 * Checks the footer of an untrusted Arrow file before Arrow parses it. The format lets several
 * entries refer to the same bytes, so a few hundred bytes can describe columns nested without end,
 * or millions of batches that share their bytes.
 */
final class FooterCheck {
  /** Largest allowed number of columns; the widest artifact has some twenty. */
  private static final int MOST_COLUMNS = 64;

  /** Largest allowed number of metadata texts: record, seal, and the texts that Arrow adds. */
  private static final int MOST_TEXTS = 16;

  private FooterCheck() {}

  /**
   * Finds a property of a footer that no artifact has; empty if there is none.
   *
   * @param footer bytes of the footer
   * @param start offset of the footer in the file
   * @throws RuntimeException if the footer is damaged
   */
  static Optional<String> fault(byte[] footer, long start) {
    Footer root = Footer.getRootAsFooter(ByteBuffer.wrap(footer));
    Schema schema = root.schema();
    if (schema == null) {
      return Optional.of("no schema in its footer");
    }
    if (schema.fieldsLength() > MOST_COLUMNS) {
      return Optional.of(
          "has " + schema.fieldsLength() + " columns; artifacts have at most " + MOST_COLUMNS);
    }
    for (int i = 0; i < schema.fieldsLength(); i++) {
      if (!isColumn(schema.fields(i))) {
        return Optional.of("column " + i + " is of a type that no artifact has");
      }
    }
    if (Math.max(schema.customMetadataLength(), root.customMetadataLength()) > MOST_TEXTS) {
      return Optional.of("has more than " + MOST_TEXTS + " texts in its schema or footer");
    }
    return root.dictionariesLength() > 0
        ? Optional.of("has dictionaries, which no artifact has")
        : batches(root, start);
  }

  /** Whether a column is plain or a list of plain values. */
  private static boolean isColumn(Field field) {
    return isPlain(field, 1) && (field.childrenLength() == 0 || isPlain(field.children(0), 0));
  }

  private static boolean isPlain(Field field, int children) {
    return field.childrenLength() <= children
        && field.dictionary() == null
        && field.customMetadataLength() == 0;
  }

  /** Checks that batches follow one another, each with its own bytes. */
  private static Optional<String> batches(Footer root, long start) {
    long end = 0;
    for (int i = 0; i < root.recordBatchesLength(); i++) {
      Block block = root.recordBatches(i);
      long room = start - block.offset();
      if (block.offset() < end
          || room < 0
          || block.metaDataLength() <= 0
          || block.metaDataLength() > room
          || block.bodyLength() < 0
          || block.bodyLength() > room - block.metaDataLength()) {
        return Optional.of("batch " + i + " has no place of its own in the file");
      }
      end = block.offset() + block.metaDataLength() + block.bodyLength();
    }
    return Optional.empty();
  }
}
