package io.luckynodes.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {
  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    CsvLines lines = new CsvLines("name", "number");
    lines.add("a \"b\", c\nd", 0.1);
    lines.add("", Double.NaN);
    Path file = Files.write(folder.resolve("t.csv"), lines.encoded());
    CsvTable table = CsvTable.read(file, 1000);
    assertThat(table.columns()).containsExactly("name", "number");
    assertThat(table.rows()).containsExactly(List.of("a \"b\", c\nd", "0.1"), List.of("", ""));
    assertThat(table.column("number")).containsExactly("0.1", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a,b\n1\n", "a,a\n1,2\n", "a,b\n\"1\"x,2\n", "a,b\n\"1,2\n"})
  void whatIsNoTableIsRefusedWithItsFile(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), text);
    assertThatThrownBy(() -> CsvTable.read(file, 1000))
        .isInstanceOfSatisfying(
            LuckyException.class,
            fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.BAD_INPUT))
        .hasMessageContaining(file + ": ")
        .hasMessageContaining("expected");
  }
}
