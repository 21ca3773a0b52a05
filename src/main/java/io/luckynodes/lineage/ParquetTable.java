package io.luckynodes.lineage;

import io.luckynodes.artifact.Column;
import io.luckynodes.artifact.Table;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.DelegatingPositionOutputStream;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/**
 * Writes a table as an uncompressed Parquet file: whole numbers as INT32, other numbers as DOUBLE,
 * flags as BOOLEAN, and texts as UTF-8. A row has no value in a column that its input file does not
 * have. Hadoop is not needed, since neither its file systems nor its codecs are used.
 */
final class ParquetTable implements Closeable {
  private final MessageType schema;
  private final Map<String, Class<? extends Column>> columns;
  private final ParquetWriter<Group> writer;

  /**
   * Begins a file.
   *
   * @param columns type of each column, by name
   * @throws IOException if the file cannot be written
   */
  ParquetTable(String name, Map<String, Class<? extends Column>> columns, OutputStream out)
      throws IOException {
    this.columns = columns;
    Types.MessageTypeBuilder builder = Types.buildMessage();
    columns.forEach((column, type) -> add(builder, column, type));
    schema = builder.named(name);
    writer =
        ExampleParquetWriter.builder(new Output(out))
            .withConf(new PlainParquetConfiguration())
            .withCodecFactory(new Uncompressed())
            .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
            .withType(schema)
            .build();
  }

  private static void add(
      Types.MessageTypeBuilder schema, String column, Class<? extends Column> type) {
    if (type == Column.Texts.class) {
      schema
          .optional(PrimitiveTypeName.BINARY)
          .as(LogicalTypeAnnotation.stringType())
          .named(column);
    } else {
      schema
          .optional(
              type == Column.Ints.class
                  ? PrimitiveTypeName.INT32
                  : type == Column.Flags.class
                      ? PrimitiveTypeName.BOOLEAN
                      : PrimitiveTypeName.DOUBLE)
          .named(column);
    }
  }

  /** Adds all rows of a batch. */
  void add(Table batch) throws IOException {
    List<Column> own =
        batch.columns().stream().filter(column -> columns.containsKey(column.name())).toList();
    for (int row = 0; row < batch.rows(); row++) {
      Group group = new SimpleGroup(schema);
      for (Column column : own) {
        append(group, column, row, Objects.requireNonNull(columns.get(column.name())));
      }
      writer.write(group);
    }
  }

  private static void append(Group group, Column column, int row, Class<? extends Column> type) {
    String name = column.name();
    if (column instanceof Column.Ints ints) {
      // The values of an axis may be whole numbers in one file and others in another.
      if (type == Column.Ints.class) {
        group.append(name, ints.values()[row]);
      } else {
        group.append(name, (double) ints.values()[row]);
      }
    } else if (column instanceof Column.Doubles doubles) {
      group.append(name, doubles.values()[row]);
    } else if (column instanceof Column.Flags flags) {
      group.append(name, flags.values()[row]);
    } else if (column instanceof Column.Texts texts) {
      group.append(name, texts.values()[row]);
    }
  }

  /** Ends the file, but not the stream. */
  @Override
  public void close() throws IOException {
    writer.close();
  }

  /** Adapts a stream to the interface to which Parquet writes. */
  private record Output(OutputStream out) implements OutputFile {
    @Override
    public PositionOutputStream create(long blockSize) {
      return new DelegatingPositionOutputStream(out) {
        private long position;

        @Override
        public long getPos() {
          return position;
        }

        @Override
        public void write(int one) throws IOException {
          out.write(one);
          position++;
        }

        @Override
        public void write(byte[] bytes) throws IOException {
          write(bytes, 0, bytes.length);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
          out.write(bytes, from, count);
          position += count;
        }

        @Override
        public void close() throws IOException {
          out.flush();
        }
      };
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSize) {
      return create(blockSize);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }

  /**
   * Leaves pages as they are. Parquet's own codecs need Hadoop, even the one that does not
   * compress.
   */
  private static final class Uncompressed implements CompressionCodecFactory {
    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
      return new BytesInputCompressor() {
        @Override
        public BytesInput compress(BytesInput page) {
          return page;
        }

        @Override
        public CompressionCodecName getCodecName() {
          return CompressionCodecName.UNCOMPRESSED;
        }

        @Override
        public void release() {}
      };
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
      throw new UnsupportedOperationException("files are only written here");
    }

    @Override
    public void release() {}
  }
}
