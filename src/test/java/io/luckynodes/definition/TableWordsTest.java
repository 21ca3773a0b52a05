package io.luckynodes.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.luckynodes.drawing.AllTables;
import io.luckynodes.drawing.TableWords;
import io.luckynodes.table.TableType;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every table and every column has words. */
class TableWordsTest {
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
}
