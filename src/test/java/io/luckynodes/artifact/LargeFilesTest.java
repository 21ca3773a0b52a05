package io.luckynodes.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.luckynodes.cli.Lucky;
import io.luckynodes.json.Json;
import io.luckynodes.lineage.SmallRun;
import io.luckynodes.run.Trace;
import io.luckynodes.stage.RecordFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Files as large as the limits admit, read by commands in a process of little memory. */
class LargeFilesTest {
  private static final String MEMORY = "the file opened last: needs more than ";

  @TempDir Path folder;

  /** Commands one after the other; a line for each, of how it ended and what it said of faults. */
  static final class Child {
    private Child() {}

    public static void main(String[] commands) {
      for (String command : commands) {
        StringWriter errors = new StringWriter();
        CommandLine line =
            Lucky.commandLine()
                .setOut(new PrintWriter(Writer.nullWriter()))
                .setErr(new PrintWriter(errors));
        String code;
        try {
          code = String.valueOf(line.execute(command.split(" ")));
        } catch (OutOfMemoryError e) {
          code = "OutOfMemoryError";
        }
        System.out.println(code + " " + errors.toString().strip().replace("\n", " | "));
      }
      System.exit(0);
    }
  }

  @Test
  void memoryOf512MegabytesSufficesForWhatTheLimitsAdmit() throws Exception {
    String record = Json.write(SampleArtifact.record());
    String many = many(1_990_000);
    Path results = SmallRun.withRun(folder.resolve("results"));
    Path figures = Files.createDirectories(results.resolve("figures/study"));
    Path wide =
        svg(figures.resolve("wide.svg"), record, "\u4e00" + "x".repeat((63 << 20) - 10_000));
    Path png = png(figures.resolve("large.png"), 62 << 20);
    Path full = svg(figures.resolve("full.svg"), full(record, many), "");
    Path braces = svg(figures.resolve("braces.svg"), many(4 << 20), "");
    Files.writeString(results.resolve("summary.json"), many);
    Files.writeString(
        results.resolve("ro-crate-metadata.json"),
        "{\"@graph\":" + many + ",\"x\":\"\u4e00" + "x".repeat(28 << 20) + "\"}");
    Path records = Files.createDirectories(results.resolve("records"));
    RecordFile file = new RecordFile(RecordFile.FORMAT, new TreeMap<>(), SampleArtifact.record());
    for (String name : List.of("one", "other")) {
      Files.writeString(
          records.resolve(name + ".json"), full(Json.write(file), many(1_990_000 / 2)));
    }
    Path early = SmallRun.withRun(folder.resolve("early"));
    Files.write(
        early.resolve("index.html"),
        html("<!-- The run. -->", "<!-- End of the run. -->", 130 << 20));
    Path idle = Files.createDirectories(folder.resolve("idle/run")).getParent();
    Files.writeString(idle.resolve(Trace.PLACE), "process\n" + "\n".repeat(15 << 20));
    Path busy = Files.createDirectories(folder.resolve("busy/run")).getParent();
    Files.writeString(busy.resolve(Trace.PLACE), "process\n" + "A\n".repeat(7 << 20));

    List<String> ends =
        run(
            512,
            "explain --json " + wide,
            "explain --json " + png,
            "explain --json " + full,
            "explain --json " + braces,
            "audit " + results,
            "why " + results,
            "close " + early,
            "why " + idle,
            "why " + busy);
    assertThat(ends).noneMatch(end -> end.contains(MEMORY)).noneMatch(end -> end.contains("Error"));
    assertThat(ends.subList(0, 3)).containsOnly("0 ");
    assertThat(ends.get(3)).startsWith("65 ").contains("braces.svg", "Token count");
    assertThat(ends.get(4)).startsWith("65 ").contains("faults");
    assertThat(ends.subList(5, 8)).containsOnly("0 ");
    assertThat(ends.get(8)).startsWith("65 ").contains("expected at most 100000 tasks");
    assertThat(Files.size(early.resolve("index.html"))).isGreaterThan(130 << 20);
  }

  @Test
  void memoryThatEndsIsToldInALineButByStages() throws Exception {
    Path wide =
        svg(folder.resolve("wide.svg"), Json.write(SampleArtifact.record()), "x".repeat(60 << 20));
    Path job = Files.writeString(folder.resolve("job.json"), many(2 << 20) + " ".repeat(24 << 20));
    List<String> ends =
        run(
            48,
            "explain " + wide,
            "teacher --job %s --in %s --out %s".formatted(job, folder, folder));
    assertThat(ends.get(0))
        .startsWith("65 lucky explain: " + wide + ", " + MEMORY)
        .doesNotContain(" | ");
    assertThat(ends.get(1)).isEqualTo("OutOfMemoryError ");
  }

  private static List<String> run(int megabytes, String... commands) throws Exception {
    List<String> words =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx" + megabytes + "m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName()));
    words.addAll(List.of(commands));
    Process child =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    List<String> ends =
        new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    child.waitFor();
    assertThat(ends).hasSize(commands.length);
    return ends;
  }

  /** A list of so many tokens, each of which takes as much memory as any. */
  private static String many(int tokens) {
    return "[" + "{},".repeat((tokens - 4) / 2) + "{}]";
  }

  /** A record whose definition is another. */
  private static String full(String record, String definition) {
    JsonNode tree = Json.read(record, JsonNode.class, "record");
    ((ObjectNode) tree.findParent("definition")).put("definition", "HERE");
    return Json.write(tree).replace("\"HERE\"", "{\"all\":" + definition + "}");
  }

  private static Path svg(Path file, String record, String drawing) throws IOException {
    return Files.write(
        file,
        FigureFile.sealedSvg(
            "<svg><metadata>" + record + "</metadata><g>" + drawing + "</g></svg>\n"));
  }

  private static Path png(Path file, int chunk) throws IOException {
    byte[] png = FigureFileTest.png();
    byte[] text = new byte[chunk + 12];
    ByteBuffer.wrap(text).putInt(chunk).put("IDAT".getBytes(StandardCharsets.US_ASCII));
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(png, 0, png.length - 12);
      out.write(text);
      out.write(png, png.length - 12, 12);
    }
    return file;
  }

  private static byte[] html(String begin, String end, int size) {
    byte[] page = new byte[size];
    Arrays.fill(page, (byte) 'x');
    byte[] marks = (begin + end).getBytes(StandardCharsets.UTF_8);
    System.arraycopy(marks, 0, page, size / 2, marks.length);
    return page;
  }
}
