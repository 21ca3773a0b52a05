package io.luckynodes.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.file.WholeFile;
import io.luckynodes.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.message.ArrowBlock;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/**
 * Reads one artifact. It first checks that the file is an Arrow file of this project and version,
 * and that its seal matches its bytes. Tables come batch by batch, so that large artifacts need not
 * be held in memory.
 */
public final class ArtifactReader implements AutoCloseable {
  private static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);

  /**
   * Largest allowed footer in bytes: twice the largest record, to leave room for the columns and
   * other contents.
   */
  private static final int LARGEST_FOOTER = 2 * ProvenanceRecord.LARGEST;

  /**
   * Arrow memory that a file may use, for each of its bytes: a batch is held twice while the next
   * is read, and sizes are rounded up to powers of two.
   */
  private static final int MEMORY_PER_BYTE = 4;

  private static final long LEAST_MEMORY = 1 << 20;

  private final Path path;
  private final BufferAllocator allocator;
  private final FileChannel channel;
  private final ArrowFileReader arrow;
  private final ProvenanceRecord record;
  private final String sha256;
  private int batches;

  /**
   * Opens and checks an artifact.
   *
   * @throws LuckyException if the file is missing ({@link ExitCode#NO_INPUT}), or is truncated,
   *     altered, foreign or of another version ({@link ExitCode#BAD_INPUT})
   */
  public ArtifactReader(Path path) {
    this.path = path;
    this.channel = WholeFile.channel(path);
    this.allocator = ArrowMemory.child("reader", LEAST_MEMORY + MEMORY_PER_BYTE * size(path));
    this.arrow = new ArrowFileReader(channel, allocator);
    boolean accepted = false;
    try {
      // Arrow's parser sees the file only after its seal has been checked.
      this.sha256 = checkSeal();
      String json =
          arrow
              .getVectorSchemaRoot()
              .getSchema()
              .getCustomMetadata()
              .get(ArtifactWriter.RECORD_KEY);
      if (json == null) {
        throw damaged("no " + ArtifactWriter.RECORD_KEY + " in its schema");
      }
      String format = Json.read(json, JsonNode.class, path.toString()).path("format").asText();
      if (!format.equals(ProvenanceRecord.FORMAT)) {
        throw damaged("format is " + format + ", expected " + ProvenanceRecord.FORMAT);
      }
      this.record = Json.read(json, ProvenanceRecord.class, path + " (provenance record)");
      accepted = true;
    } catch (IOException | RuntimeException e) {
      throw e instanceof LuckyException known
          ? known
          : damaged("not a readable Arrow file: " + e.getMessage(), e);
    } finally {
      if (!accepted) {
        close();
      }
    }
  }

  /** Reads an artifact whole. */
  public static Artifact read(Path path) {
    try (ArtifactReader reader = new ArtifactReader(path)) {
      List<Table> tables = new ArrayList<>();
      for (Table table = reader.next(); table != null; table = reader.next()) {
        tables.add(table);
      }
      return new Artifact(path, reader.record, reader.sha256, List.copyOf(tables));
    }
  }

  public ProvenanceRecord record() {
    return record;
  }

  /** SHA-256 of the whole file. */
  public String sha256() {
    return sha256;
  }

  /** This artifact as a parent, for the records of artifacts made from it. */
  public Parent asInput() {
    return new Parent(
        new ProvenanceRecord.Input(String.valueOf(path.getFileName()), sha256), record);
  }

  /**
   * Checks that this artifact is of the given kind.
   *
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if the artifact is of another kind
   */
  public void expect(String kind) {
    if (!record.kind().equals(kind)) {
      throw damaged(
          "holds " + record.kind() + " of stage " + record.stage() + ", expected " + kind);
    }
  }

  /** Names and Arrow types of the columns, one line each. */
  public List<String> describeColumns() {
    try {
      List<String> lines = new ArrayList<>();
      for (Field field : arrow.getVectorSchemaRoot().getSchema().getFields()) {
        lines.add(field.toString());
      }
      return lines;
    } catch (IOException e) {
      throw damaged("cannot be read: " + e.getMessage(), e);
    }
  }

  /** The next batch of rows, or null after the last. */
  public @Nullable Table next() {
    try {
      checkBatch();
      if (!arrow.loadNextBatch()) {
        return null;
      }
      VectorSchemaRoot root = arrow.getVectorSchemaRoot();
      long bytes = root.getFieldVectors().stream().mapToLong(FieldVector::getBufferSize).sum();
      if (bytes > LEAST_MEMORY + 2 * channel.size()) {
        throw damaged("columns of " + bytes + " bytes in a file of " + channel.size());
      }
      List<Column> columns = new ArrayList<>();
      for (FieldVector vector : root.getFieldVectors()) {
        columns.add(ColumnType.column(vector, path.toString()));
      }
      return new Table(path.toString(), columns);
    } catch (IOException | RuntimeException e) {
      throw e instanceof LuckyException known
          ? known
          : damaged("cannot be read: " + e.getMessage(), e);
    }
  }

  /** Checks the next batch, if there is one, before Arrow reads it. */
  private void checkBatch() throws IOException {
    List<ArrowBlock> blocks = arrow.getRecordBlocks();
    if (batches < blocks.size()) {
      ArrowBlock block = blocks.get(batches++);
      byte[] metadata = bytes(block.getOffset(), block.getMetadataLength()).array();
      BatchCheck.fault(metadata, arrow.getVectorSchemaRoot().getSchema().getFields())
          .ifPresent(
              fault -> {
                throw damaged(fault);
              });
    }
  }

  @Override
  public void close() {
    try {
      arrow.close();
      channel.close();
    } catch (IOException e) {
      throw damaged("cannot be closed: " + e.getMessage(), e);
    } finally {
      allocator.close();
    }
  }

  /** Compares the seal with the file's bytes and returns the SHA-256 of the whole file. */
  private String checkSeal() throws IOException {
    long size = channel.size();
    int tail = Integer.BYTES + MAGIC.length;
    if (size < MAGIC.length + tail) {
      throw damaged("not an Arrow file: only " + size + " bytes");
    }
    ByteBuffer last = bytes(size - tail, tail).order(ByteOrder.LITTLE_ENDIAN);
    int footerLength = last.getInt();
    byte[] magic = new byte[MAGIC.length];
    last.get(magic);
    if (!Arrays.equals(magic, MAGIC)) {
      throw damaged(
          "not an Arrow file, or truncated: it does not end in "
              + new String(MAGIC, StandardCharsets.US_ASCII));
    }
    long footerStart = size - tail - footerLength;
    if (footerLength <= 0 || footerStart < 0 || footerLength > LARGEST_FOOTER) {
      throw damaged(
          "damaged: a footer of " + footerLength + " bytes does not fit a file of " + size);
    }
    byte[] footer = bytes(footerStart, footerLength).array();
    int inFooter = Seal.find(footer);
    if (inFooter < 0) {
      throw damaged("an Arrow file, but not one of this project, or damaged: it has no seal");
    }
    long sealStart = footerStart + inFooter;
    byte[] seal = bytes(sealStart, Seal.DIGITS).array();
    MessageDigest blanked = Digests.sha256();
    update(blanked, 0, sealStart);
    MessageDigest whole = clone(blanked);
    blanked.update("0".repeat(Seal.DIGITS).getBytes(StandardCharsets.US_ASCII));
    whole.update(seal);
    byte[] rest = bytes(sealStart + Seal.DIGITS, (int) (size - sealStart - Seal.DIGITS)).array();
    blanked.update(rest);
    whole.update(rest);
    String expected = new String(seal, StandardCharsets.US_ASCII);
    String found = Digests.hex(blanked.digest());
    if (!found.equals(expected)) {
      throw damaged("damaged or altered: its seal says " + expected + ", its bytes give " + found);
    }
    // Whoever alters a file can seal it again, so a valid seal does not make it harmless.
    FooterCheck.fault(footer, footerStart)
        .ifPresent(
            fault -> {
              throw damaged(fault);
            });
    return Digests.hex(whole.digest());
  }

  private ByteBuffer bytes(long from, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, from + bytes.position()) < 0) {
        throw damaged("ended while it was read");
      }
    }
    return bytes.flip();
  }

  private void update(MessageDigest digest, long from, long to) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    for (long at = from; at < to; ) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), to - at));
      int n = channel.read(buffer, at);
      if (n < 0) {
        throw damaged("ended while it was read");
      }
      digest.update(buffer.flip());
      at += n;
    }
  }

  private static MessageDigest clone(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  private long size(Path path) {
    try {
      return channel.size();
    } catch (IOException e) {
      throw WholeFile.unreadable(path, e);
    }
  }

  private LuckyException damaged(String what) {
    return new LuckyException(ExitCode.BAD_INPUT, path + ": " + what);
  }

  private LuckyException damaged(String what, Exception cause) {
    return new LuckyException(ExitCode.BAD_INPUT, path + ": " + what, cause);
  }
}
