package io.luckynodes.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.luckynodes.artifact.Digests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocaleTest {
  private final Locale before = Locale.getDefault();

  @TempDir Path folder;

  @AfterEach
  void restore() {
    Locale.setDefault(before);
  }

  /** Persian and Arabic of Egypt have digits of their own, Turkish another small I. */
  @ParameterizedTest
  @ValueSource(strings = {"fa-IR", "ar-EG", "tr-TR"})
  void allStagesMakeTheSameBytesInEveryLanguage(String tag) throws IOException {
    SortedMap<String, String> expected = digests(SmallRun.results(folder));

    Locale.setDefault(Locale.forLanguageTag(tag));
    Path run = SmallRun.of(SmallRun.FIGURE, folder.resolve(tag));

    assertThat(digests(run)).isEqualTo(expected).containsKey("figures/" + SmallRun.FIGURE + ".svg");
  }

  private static SortedMap<String, String> digests(Path results) {
    SortedMap<String, String> digests = new TreeMap<>();
    Results.in(results)
        .files()
        .forEach(file -> digests.put(file, Digests.of(results.resolve(file))));
    return digests;
  }
}
