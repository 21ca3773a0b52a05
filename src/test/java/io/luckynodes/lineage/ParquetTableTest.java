package io.luckynodes.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.luckynodes.artifact.Column;
import io.luckynodes.artifact.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetTableTest {
  @TempDir private Path folder;

  @Test
  void everyValueComesBackAndAColumnThatAFileLacksIsEmpty() throws IOException {
    Path file = folder.resolve("table.parquet");
    write(file);
    List<Group> rows = rows(file);
    assertThat(rows).hasSize(5);
    assertThat(rows).extracting(row -> row.getInteger("seed", 0)).containsExactly(1, 2, 3, 4, 5);
    assertThat(rows)
        .extracting(row -> row.getDouble("polarity", 0))
        .containsExactly(0.5, 0.5, 0.5, 1.0, 2.0);
    assertThat(rows.get(1).getDouble("loss", 0)).isNaN();
    assertThat(rows.get(2).getDouble("loss", 0)).isEqualTo(-1e-300);
    assertThat(rows)
        .extracting(row -> row.getFieldRepetitionCount("loss"))
        .containsExactly(1, 1, 1, 0, 0);
    assertThat(rows.get(4).getString("side", 0)).isEqualTo("töacher");
    assertThat(rows.get(3).getBoolean("matched", 0)).isTrue();
  }

  @Test
  void equalRowsAreEqualBytes() throws IOException {
    Path one = folder.resolve("one.parquet");
    Path other = folder.resolve("other.parquet");
    write(one);
    write(other);
    assertThat(one).hasSameBinaryContentAs(other);
  }

  /** Two files of a table, of which the second lacks a column, and has whole numbers in another. */
  private static void write(Path file) throws IOException {
    Map<String, Class<? extends Column>> columns = new LinkedHashMap<>();
    columns.put("seed", Column.Ints.class);
    columns.put("polarity", Column.Doubles.class);
    columns.put("loss", Column.Doubles.class);
    columns.put("side", Column.Texts.class);
    columns.put("matched", Column.Flags.class);
    try (OutputStream out = Files.newOutputStream(file);
        ParquetTable table = new ParquetTable("a-table", columns, out)) {
      table.add(
          new Table(
              new Column.Ints("seed", new int[] {1, 2, 3}),
              new Column.Doubles("polarity", new double[] {0.5, 0.5, 0.5}),
              new Column.Doubles("loss", new double[] {0.25, Double.NaN, -1e-300}),
              new Column.Texts("side", new String[] {"teacher", "student", ""}),
              new Column.Flags("matched", new boolean[] {true, false, true})));
      table.add(
          new Table(
              new Column.Flags("matched", new boolean[] {true, false}),
              new Column.Ints("seed", new int[] {4, 5}),
              new Column.Ints("polarity", new int[] {1, 2}),
              new Column.Texts("side", new String[] {"student", "töacher"})));
    }
  }

  private static List<Group> rows(Path file) throws IOException {
    List<Group> rows = new ArrayList<>();
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            new LocalInputFile(file),
            ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
      MessageType schema = reader.getFooter().getFileMetaData().getSchema();
      for (PageReadStore group = reader.readNextRowGroup();
          group != null;
          group = reader.readNextRowGroup()) {
        RecordReader<Group> records =
            new ColumnIOFactory()
                .getColumnIO(schema)
                .getRecordReader(group, new GroupRecordConverter(schema));
        for (long row = 0; row < group.getRowCount(); row++) {
          rows.add(records.read());
        }
      }
    }
    return rows;
  }
}
