package io.luckynodes.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.luckynodes.artifact.ArtifactWriter;
import io.luckynodes.artifact.Column;
import io.luckynodes.artifact.Digests;
import io.luckynodes.artifact.Table;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.stage.StageTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Cifar10Test {
  private static final int RECORDS = 2;
  private static final EnumSet<Split> BOTH = EnumSet.allOf(Split.class);

  private final Cifar10Slice slice;
  private final Path folder;

  Cifar10Test(@TempDir Path folder) throws IOException {
    this.folder = folder;
    slice = new Cifar10Slice(RECORDS);
  }

  private Path write(String kind, int train, int test, int label, int width) {
    boolean[] flags = new boolean[train + test];
    int[] labels = new int[train + test];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = i >= train;
      labels[i] = label;
    }
    StageTask task = Cifar10Slice.task(folder, Optional.empty(), new ArrayList<>());
    Path path = task.outputPath(kind);
    ArtifactWriter.write(
        path,
        task.record(kind, Map.of(), Map.of()),
        new Table(
            new Column.Flags("test", flags),
            new Column.Ints("label", labels),
            new Column.Blobs("image", width, new byte[(train + test) * width])));
    return path;
  }

  private void assertRefused(Path artifact, String... parts) {
    assertThatThrownBy(() -> Cifar10.read(artifact, BOTH, slice.layout))
        .isInstanceOfSatisfying(
            LuckyException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.BAD_INPUT))
        .hasMessageContaining(artifact.toString())
        .hasMessageContainingAll(parts);
  }

  @Test
  void inputIsNamedByItsFileAndDigest() {
    Path artifact = write("dataset", 10, 2, 3, 3072);
    Cifar10 data = Cifar10.read(artifact, BOTH, slice.layout);
    assertThat(data.asInput().input().name()).isEqualTo("cifar10.dataset.arrow");
    assertThat(data.asInput().input().sha256()).isEqualTo(Digests.of(artifact));
  }

  @Test
  void splitThatWasNotKeptCannotBeAskedFor() {
    Path artifact = write("dataset", 10, 2, 3, 3072);
    Cifar10 data = Cifar10.read(artifact, EnumSet.of(Split.TEST), slice.layout);
    assertThat(data.size(Split.TEST)).isEqualTo(2);
    assertThat(data.label(Split.TEST, 1)).isEqualTo(3);
    assertThatThrownBy(() -> data.size(Split.TRAIN)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void artifactOfAnotherKindIsRefused() {
    assertRefused(write("weights", 10, 2, 3, 3072), "holds weights, expected dataset");
  }

  @Test
  void artifactWithTooFewOrTooManyRowsIsRefused() {
    assertRefused(write("dataset", 10, 1, 3, 3072), "has 11 rows, expected 12");
    assertRefused(write("dataset", 9, 3, 3, 3072), "row 9", "TEST");
    assertRefused(write("dataset", 11, 1, 3, 3072), "row 10", "TRAIN");
    assertRefused(write("dataset", 10, 3, 3, 3072), "row 12", "TEST");
  }

  @Test
  void labelOutsideTheClassesIsRefused() {
    assertRefused(write("dataset", 10, 2, 10, 3072), "row 0 has label 10");
  }

  @Test
  void imageOfAnotherSizeIsRefused() {
    assertRefused(write("dataset", 10, 2, 3, 1024), "1024 bytes, expected 3072");
  }

  @Test
  void sliceOfTheDataIsNotTakenForTheWhole() {
    Path artifact = write("dataset", 10, 2, 3, 3072);
    assertThatThrownBy(() -> Cifar10.read(artifact, EnumSet.of(Split.TEST)))
        .isInstanceOf(LuckyException.class)
        .hasMessageContaining("row 10");
  }
}
