package io.luckynodes.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.luckynodes.artifact.Column;
import io.luckynodes.definition.ModelKind;
import io.luckynodes.drawing.AllTables;
import io.luckynodes.job.Member;
import io.luckynodes.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every table's record beside those who measure and draw it. */
class TablesTest {
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
  void everyTableCanBeDrawn() {
    assertThat(AllTables.names()).containsExactlyElementsOf(types().keySet());
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

  @Test
  void theEndIsEachNetworksOwnWhereTablesSayWhereItIs() {
    Rows rows =
        Rows.of(
            ClassificationRow.class,
            List.of(
                TextTable.of(
                        "seed step ended train_loss",
                        "1 0 0 0.7",
                        "1 8 1 0.04",
                        "2 16 1 0.05",
                        "3 8 0 0.4",
                        "4 16 1 NaN")
                    .as(ClassificationRow.class)));
    assertThat(rows.atEnd().ints("seed")).containsExactly(1, 2, 4);
    assertThat(rows.atEnd().ints("step")).containsExactly(8, 16, 16);
    assertThat(rows.diverged("train_loss", 16)).containsExactly(3, 4);
  }

  @Test
  void tablesThatCountStepsAreWrittenWithTheEnd() {
    TableWriter writer = new TableWriter(List.of("step-losses"));
    Member member = new Member(3, new TreeMap<>(Map.of("momentum", Json.tree(0.5))));
    writer.add(member, 8, true, new StepLossesRow(0.2, 0.1));
    assertThat(Objects.requireNonNull(writer.tables().get("step-losses")).columns())
        .extracting(Column::name)
        .containsExactly("seed", "step", "ended", "momentum", "train_loss", "evaluation_loss");
    writer.add(member, 16, false, new StepLossesRow(0.2, 0.1));
    Rows rows =
        Rows.of(
            StepLossesRow.class,
            List.of(Objects.requireNonNull(writer.tables().get("step-losses"))));
    assertThat(rows.atEnd().ints("step")).containsExactly(8);
    assertThatThrownBy(() -> writer.add(member, 8, new StepLossesRow(0.2, 0.1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
