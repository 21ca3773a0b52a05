package io.luckynodes.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.luckynodes.drawing.AllTables;
import io.luckynodes.drawing.TableWords;
import io.luckynodes.table.TableType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the definitions' README says of tables is what the program says, of each column. */
class TablesChapterTest {
  private static final Path README = Path.of("figures/README.md");
  private static final String BEGIN =
      "<!-- From here on written by TablesChapterTest: tables with ";
  private static final String END = "<!-- Up to here. -->\n";

  @Test
  void theChapterOnTablesIsMadeFromThem() throws IOException {
    String readme = Files.readString(README);
    for (String time : List.of(TableType.EPOCH, TableType.STEP)) {
      String mark = BEGIN + time + "s. -->\n";
      int begin = readme.indexOf(mark) + mark.length();
      assertThat(begin).isGreaterThanOrEqualTo(mark.length());
      int end = readme.indexOf(END, begin);
      assertThat(end).isGreaterThanOrEqualTo(begin);
      readme = readme.substring(0, begin) + "\n" + tables(time) + "\n" + readme.substring(end);
    }
    Generated.hold(README, readme);
  }

  @Test
  void everyColumnOfEveryTableHasWordsAndATitleOfItsOwn() throws IOException {
    assertThat(TableWords.all().keySet()).containsExactlyInAnyOrderElementsOf(AllTables.names());
    TableWords.all()
        .forEach(
            (name, words) -> {
              TableType type = type(name);
              assertThat(words.columns().keySet())
                  .as(name)
                  .containsExactlyElementsOf(type.columns());
              List<String> titles =
                  words.columns().values().stream().map(TableWords.Column::title).toList();
              assertThat(new HashSet<>(titles)).as(name).hasSameSizeAs(titles);
              assertThat(titles).as(name).allMatch(title -> title.matches("[^_|]{1,50}"));
              words.columns().values().stream()
                  .filter(column -> column.meaning() != null)
                  .forEach(column -> assertThat(column.meaning()).doesNotContain("|", "\n"));
            });
    JsonMapper strict =
        JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    try (InputStream file = TableWords.class.getResourceAsStream("tables.json")) {
      assertThat(strict.readTree(file)).isNotNull();
    }
  }

  private static TableType type(String name) {
    return TableType.of(AllTables.named(name).orElseThrow());
  }

  private static String tables(String time) {
    StringBuilder text = new StringBuilder("| table | one row for | further columns |\n");
    text.append("| --- | --- | --- |\n");
    for (Map.Entry<String, TableWords> table : TableWords.all().entrySet()) {
      if (type(table.getKey()).time().equals(time)) {
        text.append("| `").append(table.getKey()).append("` | ");
        text.append(table.getValue().row()).append(" | ");
        text.append(columns(table.getValue())).append(" |\n");
      }
    }
    return text.toString();
  }

  private static String columns(TableWords table) {
    List<String> columns = new ArrayList<>();
    table
        .columns()
        .forEach(
            (name, words) ->
                columns.add(
                    "`"
                        + name
                        + "`"
                        + (words.meaning() == null ? "" : " (" + words.meaning() + ")")));
    String note = table.note();
    return String.join(", ", columns) + (note == null ? "" : ". " + note);
  }
}
