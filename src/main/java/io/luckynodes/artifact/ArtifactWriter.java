package io.luckynodes.artifact;

import io.luckynodes.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Writes one artifact: an Arrow IPC file with the {@link ProvenanceRecord} in its schema metadata
 * and a {@link Seal} in its footer, which shows a reader that nothing was altered. The file appears
 * when {@link #finish} succeeds, or not at all.
 *
 * <pre>{@code
 * try (ArtifactWriter writer = new ArtifactWriter(path, record)) {
 *   writer.append(table);
 *   String sha256 = writer.finish();
 * }
 * }</pre>
 */
public final class ArtifactWriter implements AutoCloseable {
  static final String RECORD_KEY = "lucky-nodes.provenance";
  private static final int ROWS_PER_BATCH = 4096;

  private final Path target;
  private final ProvenanceRecord record;
  private final AtomicFile file;
  private final Sink sink;
  private final BufferAllocator allocator = ArrowMemory.child("writer");
  private @Nullable VectorSchemaRoot root;
  private @Nullable ArrowFileWriter arrow;

  /** Starts the file; the first appended table determines its columns. */
  public ArtifactWriter(Path target, ProvenanceRecord record) {
    this.target = target;
    this.record = record;
    this.file = new AtomicFile(target);
    this.sink = new Sink(file);
  }

  /** Writes an artifact of one table and returns its SHA-256. */
  public static String write(Path target, ProvenanceRecord record, Table table) {
    try (ArtifactWriter writer = new ArtifactWriter(target, record)) {
      writer.append(table);
      return writer.finish();
    }
  }

  /** Appends the rows of a table. */
  public void append(Table table) {
    try {
      if (arrow == null || root == null) {
        root = VectorSchemaRoot.create(schema(table), allocator);
        arrow = new ArrowFileWriter(root, null, sink, Map.of(Seal.KEY, Seal.BLANK));
        arrow.start();
      }
      List<Field> fields = root.getSchema().getFields();
      if (!schema(table).getFields().equals(fields)) {
        throw new IllegalArgumentException(
            target + ": rows of " + schema(table) + " after " + fields);
      }
      for (int from = 0; from < table.rows(); from += ROWS_PER_BATCH) {
        int to = Math.min(from + ROWS_PER_BATCH, table.rows());
        for (int i = 0; i < table.columns().size(); i++) {
          ColumnType.fill(root.getVector(i), table.columns().get(i), from, to);
        }
        root.setRowCount(to - from);
        arrow.writeBatch();
        root.clear();
      }
    } catch (IOException e) {
      throw AtomicFile.cannotWrite(target, e);
    }
  }

  /**
   * Seals the file and puts it in place.
   *
   * @return SHA-256 of the whole file
   */
  public String finish() {
    if (arrow == null) {
      throw new IllegalStateException(target + ": an artifact needs at least one table");
    }
    try {
      sink.holdBack();
      arrow.end();
      file.write(ByteBuffer.wrap(Seal.applied(sink.held(), file.digestSoFar())));
      return file.commit();
    } catch (IOException e) {
      throw AtomicFile.cannotWrite(target, e);
    }
  }

  @Override
  public void close() {
    if (root != null) {
      root.close();
    }
    file.close();
    allocator.close();
  }

  private Schema schema(Table table) {
    // Sorted keys: the order of Arrow's metadata would otherwise follow a hash map.
    Map<String, String> metadata = new TreeMap<>(Map.of(RECORD_KEY, Json.write(record)));
    return new Schema(table.columns().stream().map(ColumnType::field).toList(), metadata);
  }

  /**
   * The channel that Arrow writes to: the file, and at the end memory, so that the footer can be
   * sealed.
   */
  private static final class Sink implements WritableByteChannel {
    private final AtomicFile file;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private boolean holdsBack;

    Sink(AtomicFile file) {
      this.file = file;
    }

    void holdBack() {
      holdsBack = true;
    }

    byte[] held() {
      return held.toByteArray();
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      if (!holdsBack) {
        return file.write(bytes);
      }
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      held.writeBytes(copy);
      return copy.length;
    }

    @Override
    public boolean isOpen() {
      return file.isOpen();
    }

    @Override
    public void close() {
      // The writer closes the file.
    }
  }
}
