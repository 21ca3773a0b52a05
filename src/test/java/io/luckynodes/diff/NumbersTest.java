package io.luckynodes.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.lineage.ColumnDifference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumbersTest {
  @TempDir Path folder;

  private Numbers between(String a, String b) throws IOException {
    return Numbers.between(
        Files.writeString(folder.resolve("a.csv"), a),
        Files.writeString(folder.resolve("b.csv"), b));
  }

  @Test
  void onlyColumnsInWhichSomethingDiffersAreNamed() throws IOException {
    Numbers numbers =
        between("series,x,y\nq,1,10\nq,2,-20.0\n", "series,x,y\nq,1,10\nq,2,-2.02E1\n");
    assertThat(numbers.shape()).isEmpty();
    assertThat(numbers.columns()).extracting(ColumnDifference::name).containsExactly("y");
    ColumnDifference y = numbers.columns().get(0);
    assertThat(y.rows()).isEqualTo(1);
    assertThat(y.row()).isEqualTo(1);
    assertThat(y.absolute()).isCloseTo(0.2, within(1e-12));
    assertThat(numbers.within(0.01)).isTrue();
    assertThat(numbers.within(0.009)).isFalse();
    assertThat(numbers.same()).isFalse();
  }

  @Test
  void theSameNumbersInOtherWordsAreTheSame() throws IOException {
    assertThat(between("x,y\n1,\n", "x,y\n1.0,\n").same()).isTrue();
  }

  @Test
  void otherTextsAreBeyondEveryTolerance() throws IOException {
    assertThat(between("s\na\n", "s\nb\n").within(1e9)).isFalse();
    assertThat(between("s\n1\n", "s\n\n2\n").within(1e9)).isFalse();
    assertThat(between("s,t\n1,1\n", "s,t\n,1\n").within(1e9)).isFalse();
  }

  @Test
  void otherRowsAndColumnsAreTold() throws IOException {
    assertThat(between("x,y\n1,2\n", "x,y\n1,2\n3,4\n").shape())
        .containsExactly(new Change("rows", "1", "2"));
    Numbers columns = between("x,y\n1,2\n", "x,z\n2,2\n");
    assertThat(columns.shape()).containsExactly(new Change("columns", "x, y", "x, z"));
    assertThat(columns.columns()).extracting(ColumnDifference::name).containsExactly("x");
    assertThat(columns.within(1)).isFalse();
  }
}
