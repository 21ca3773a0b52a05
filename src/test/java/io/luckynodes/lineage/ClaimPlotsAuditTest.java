package io.luckynodes.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.luckynodes.artifact.Digests;
import io.luckynodes.artifact.FigureFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Results of a figure whose claims have numbers at smoke scale, and whose students need no teacher.
 */
class ClaimPlotsAuditTest {
  private static final String PLOT = "claims/race/fig02.svg";
  private static final String STUDY = "claims/race.png";

  @TempDir static Path once;
  private static Path sound;

  @TempDir Path folder;

  @BeforeAll
  static void run() throws IOException {
    sound = SmallRun.of("race/fig02", once);
  }

  private Path results() throws IOException {
    return SmallRun.copy(sound, folder.resolve("results"));
  }

  private static List<String> faults(Path results) {
    return Audit.of(Results.in(results)).faults().stream().map(Audit.Fault::toString).toList();
  }

  @Test
  void plotsOfClaimsAreSoundToTheRandomDrawsThatBeginTheirLineage() {
    assertThat(sound.resolve(PLOT)).exists();
    assertThat(sound.resolve(STUDY)).exists();
    assertThat(faults(sound)).isEmpty();
  }

  @Test
  void aFlippedBitIsFoundInEveryFileAboutClaims() throws IOException {
    Path results = results();
    for (String name : List.of(PLOT, "claims/race/fig02.csv", STUDY, "claims.csv")) {
      Path file = results.resolve(name);
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, bytes);
      assertThat(faults(results))
          .anyMatch(line -> line.startsWith(name + ": expected by summary.json sha256 "));
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, bytes);
    }
    assertThat(faults(results)).isEmpty();
  }

  @Test
  void aPlotThatIsGoneIsFound() throws IOException {
    Path results = results();
    Files.delete(results.resolve(PLOT));

    assertThat(faults(results)).contains(PLOT + ": expected a file, found no such file");
    assertThat(Audit.of(Results.in(results)).figures().get(0).state())
        .isEqualTo(Audit.State.FAULTY);
  }

  @Test
  void aPlotThatNamesOtherMeasurementsIsFoundThoughItsSealAndDigestFit() throws IOException {
    Path results = results();
    Path plot = results.resolve(PLOT);
    String before = Digests.of(plot);
    String text = Files.readString(plot);
    String input = FigureFile.read(plot).record().inputs().values().iterator().next().sha256();
    String document = text.substring(0, text.lastIndexOf("<!-- sha256"));
    int at = document.indexOf(input, document.indexOf("\"inputs\":{\"metrics."));
    String other = document.substring(0, at) + "0".repeat(64) + document.substring(at + 64);
    Files.write(plot, FigureFile.sealedSvg(other));
    Path summary = results.resolve("summary.json");
    Files.writeString(summary, Files.readString(summary).replace(before, Digests.of(plot)));

    assertThat(faults(results))
        .anyMatch(line -> line.startsWith(PLOT + ": expected an ancestor metrics."));
  }
}
