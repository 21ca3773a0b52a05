package io.luckynodes.artifact;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Looks at what a batch of a stranger's Arrow file says of itself, before Arrow reads it: columns
 * shorter than their batch would silently grow, with zeros in the rows that are not there.
 */
final class BatchCheck {
  /** What a message begins with: a mark, then its length. */
  private static final int MARK = -1;

  private static final int PREFIX = 2 * Integer.BYTES;

  private BatchCheck() {}

  /**
   * What no artifact has; empty if nothing is wrong.
   *
   * @param metadata the batch's description, from its place in the file on
   * @throws RuntimeException if it is damaged
   */
  static Optional<String> fault(byte[] metadata, List<Field> columns) {
    ByteBuffer bytes = ByteBuffer.wrap(metadata).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.getInt() != MARK) {
      return Optional.of("a batch without its mark");
    }
    Message message = Message.getRootAsMessage(bytes.position(PREFIX).slice());
    if (message.headerType() != MessageHeader.RecordBatch
        || !(message.header(new RecordBatch()) instanceof RecordBatch batch)) {
      return Optional.of("something else in the place of a batch");
    }
    if (batch.compression() != null) {
      return Optional.of("a compressed batch, which no artifact has");
    }
    int next = 0;
    for (Field column : columns) {
      FieldNode node = batch.nodes(next);
      if (node == null || node.length() != batch.length() || node.nullCount() != 0) {
        return Optional.of(
            "column "
                + column.getName()
                + ": other rows than the "
                + batch.length()
                + " of its batch");
      }
      next += 1 + column.getChildren().size();
    }
    return batch.length() < 0 || batch.length() > Integer.MAX_VALUE
        ? Optional.of("a batch of " + batch.length() + " rows")
        : Optional.empty();
  }
}
