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
 * Checks the description of a batch in an untrusted Arrow file, before Arrow reads the batch. Arrow
 * would silently extend a column that is shorter than its batch, with zeros in the missing rows.
 */
final class BatchCheck {
  /** First number of a message, which the message's length follows. */
  private static final int MARK = -1;

  private static final int PREFIX = 2 * Integer.BYTES;

  private BatchCheck() {}

  /**
   * Finds a property of a batch that no artifact has; empty if there is none.
   *
   * @param metadata the batch's description, from its offset in the file
   * @throws RuntimeException if the description is damaged
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
