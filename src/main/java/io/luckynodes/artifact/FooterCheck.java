package io.luckynodes.artifact;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.arrow.flatbuf.Block;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.flatbuf.Schema;

/**
 * Looks at the footer of a stranger's Arrow file before Arrow unfolds it. In its form, one part can
 * stand in many places: a few hundred bytes can describe columns within columns without end, and
 * batches by the million that are all the same bytes.
 */
final class FooterCheck {
  /** The widest artifact has some twenty columns. */
  private static final int MOST_COLUMNS = 64;

  /** Record, seal, and what Arrow adds. */
  private static final int MOST_TEXTS = 16;

  private FooterCheck() {}

  /**
   * What no artifact has; empty if nothing is wrong.
   *
   * @param footer its bytes
   * @param start where it stands in the file
   * @throws RuntimeException if it is damaged
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

  /** Plain, or a list of something plain. */
  private static boolean isColumn(Field field) {
    return isPlain(field, 1) && (field.childrenLength() == 0 || isPlain(field.children(0), 0));
  }

  private static boolean isPlain(Field field, int children) {
    return field.childrenLength() <= children
        && field.dictionary() == null
        && field.customMetadataLength() == 0;
  }

  /** Batches stand one after the other, each in a place of its own. */
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
