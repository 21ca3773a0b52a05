package io.luckynodes.definition;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.luckynodes.fuzz.Promise;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Definitions from strangers. */
class DefinitionsFuzzTest {
  private static final Path OWN = Path.of("figures");

  /** Holds nothing, so that a run reads one file. */
  private static final Path NONE = Path.of("src/main/java/io/luckynodes/definition");

  /** As many as YAML's library lets pass: a few lines that stand for thirty million texts. */
  private static String aliases() {
    StringBuilder text = new StringBuilder("figure: a/b\noptions:\n  a0: &a0 x\n");
    for (int i = 1; i <= 25; i++) {
      text.append("  a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    return text.toString();
  }

  /** Experiments with a figure that draws them, and what is known to be hostile. */
  static Stream<byte[]> seeds() {
    return Stream.of(
            text("experiments/two-layer-10.yaml")
                + "---\n"
                + text("student-specialization/fig07.yaml"),
            text("experiments/deep-fc.yaml") + "---\n" + text("student-specialization/fig08.yaml"),
            text("luck-matters/fig05.yaml"),
            aliases(),
            "figure: a/b\noptions: {x: &x [*x]}\n",
            "[".repeat(10_000),
            "- ".repeat(10_000),
            "{a: ".repeat(10_000),
            "experiment: " + "9".repeat(100_000),
            "figure: a/b\noptions: {x: 1e400, y: 1e999999999, z: .inf, w: 0x1f}\n",
            "figure: !!java.io.File [x]\nexperiment: !!javax.script.ScriptEngineManager []\n",
            "title: \"\\0\\e[2J\\u202E\\uD800\"\n")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(String name) {
    try {
      return Files.readString(OWN.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "5m")
  void anyYaml(byte[] bytes) {
    Promise.ofReader("own.yaml", bytes, file -> Definitions.read(NONE, List.of(file)));
  }
}
