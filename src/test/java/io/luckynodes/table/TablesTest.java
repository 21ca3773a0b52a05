package io.luckynodes.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.luckynodes.definition.ModelKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every table's record beside what the documentation says of it. */
class TablesTest {
  private static final Path README = Path.of("figures/README.md");
  private static final Pattern QUOTED = Pattern.compile("`([a-z][a-z0-9_]*)`");

  private static SortedMap<String, TableType> types() {
    SortedMap<String, TableType> types = new TreeMap<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.luckynodes.table")) {
      if (type.isAssignableTo(Row.class) && type.isRecord()) {
        TableType table = TableType.of(type.reflect().asSubclass(Row.class));
        types.put(table.name(), table);
      }
    }
    return types;
  }

  @Test
  void everyTableIsMeasuredOfSomeKindOfNetworkAndEveryKindsTablesAreDeclared() {
    assertThat(
            Arrays.stream(ModelKind.values())
                .flatMap(kind -> kind.tableNames().stream())
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(types().keySet());
  }

  @Test
  void theReadmeListsTheColumnsOfEveryTableInTheirOrder() throws IOException {
    String readme = Files.readString(README);
    List<String> lines =
        readme
            .substring(readme.indexOf("\n## Tables\n"), readme.indexOf("\n## A figure\n"))
            .lines()
            .toList();
    types()
        .forEach(
            (name, type) -> {
              String row =
                  lines.stream()
                      .filter(line -> line.startsWith("| `" + name + "` | ") && cells(line) == 3)
                      .findFirst()
                      .orElseThrow(() -> new AssertionError(README + " has no table " + name));
              List<String> columns = new ArrayList<>();
              Matcher quoted =
                  QUOTED.matcher(row.substring(row.lastIndexOf(" | ", row.length() - 3)));
              while (quoted.find()) {
                if (type.columns().contains(quoted.group(1))
                    && !columns.contains(quoted.group(1))) {
                  columns.add(quoted.group(1));
                }
              }
              assertThat(columns)
                  .as("columns of %s in %s, which its record %sRow declares", name, README, name)
                  .isEqualTo(type.columns());
            });
  }

  private static int cells(String line) {
    return line.split(" \\| ", -1).length;
  }

  @Test
  void namesAreMadeFromTheRecordsNames() {
    assertThat(TableType.of(StudentNodesRow.class).name()).isEqualTo("student-nodes");
    assertThat(TableType.of(StudentNodesRow.class).columns())
        .containsExactly("layer", "student", "best_teacher", "correlation", "fan_out");
    assertThat(TableType.of(BoundariesRow.class).columns()).contains("w1", "w2");
    assertThat(TableType.of(StableCellsRow.class).columns()).contains("cells_log10");
    assertThat(TableType.of(StableCellsRow.class).time()).isEqualTo("step");
    assertThat(TableType.of(LayersRow.class).time()).isEqualTo("epoch");
  }
}
