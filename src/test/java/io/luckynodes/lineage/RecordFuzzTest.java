package io.luckynodes.lineage;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.luckynodes.artifact.FigureFile;
import io.luckynodes.artifact.ProvenanceRecord;
import io.luckynodes.fuzz.Promise;
import io.luckynodes.job.Job;
import io.luckynodes.job.Scale;
import io.luckynodes.job.Stage;
import io.luckynodes.json.Json;
import io.luckynodes.plan.PlanStage;
import io.luckynodes.stage.RecordFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Jobs and records from strangers. */
class RecordFuzzTest {
  private static final String FIGURE = "student-specialization/fig03";

  private static final List<Job> JOBS =
      PlanStage.jobs(
          new PlanStage.Request(
              Path.of("figures"),
              List.of(),
              List.of(FIGURE),
              Scale.ids().get(0),
              Optional.empty()));

  static Stream<byte[]> jobs() {
    return JOBS.stream().map(job -> bytes(Json.write(job)));
  }

  static Stream<byte[]> records() {
    return JOBS.stream()
        .map(job -> new RecordFile(RecordFile.FORMAT, new TreeMap<>(), record(job)))
        .map(record -> bytes(Json.write(record)));
  }

  static Stream<byte[]> figures() {
    return JOBS.stream()
        .filter(job -> job.stage() == Stage.FIGURE)
        .flatMap(job -> Stream.of(bytes(Json.write(record(job))), bytes(Json.write(chain(job)))));
  }

  /** Each made from the next, further than any stack reaches. */
  private static ProvenanceRecord chain(Job job) {
    ProvenanceRecord sound = record(job);
    ProvenanceRecord.Ancestor first = sound.ancestors().get("00ff");
    SortedMap<String, ProvenanceRecord.Ancestor> chain = new TreeMap<>();
    for (int i = 0; i < 10_000; i++) {
      ProvenanceRecord.Input next = new ProvenanceRecord.Input("n.arrow", "a" + (i + 1));
      chain.put(
          i == 0 ? "00ff" : "a" + i,
          new ProvenanceRecord.Ancestor(
              first.name(),
              first.kind(),
              first.stage(),
              first.job(),
              first.seeds(),
              new TreeMap<>(Map.of("teacher", next)),
              first.code(),
              first.environment()));
    }
    return new ProvenanceRecord(
        sound.format(),
        sound.kind(),
        sound.stage(),
        sound.job(),
        sound.definition(),
        sound.inputs(),
        chain,
        sound.code(),
        sound.environment());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ProvenanceRecord record(Job job) {
    ProvenanceRecord.Input input = new ProvenanceRecord.Input("t.weights.arrow", "00ff");
    return new ProvenanceRecord(
        ProvenanceRecord.FORMAT,
        "weights",
        job.stage().id(),
        job.id(),
        Json.tree(job),
        new TreeMap<>(Map.of("teacher", input)),
        new TreeMap<>(
            Map.of(
                "00ff",
                new ProvenanceRecord.Ancestor(
                    "t.weights.arrow",
                    "weights",
                    "teacher",
                    "teacher.t",
                    List.of(1, 2),
                    new TreeMap<>(),
                    "c0de",
                    new TreeMap<>()))),
        "c0de",
        new TreeMap<>(Map.of("java", "17")));
  }

  @MethodSource("jobs")
  @FuzzTest(maxDuration = "5m")
  void anyJob(byte[] bytes) {
    Promise.ofReader("job.json", bytes, file -> Json.read(file, Job.class));
  }

  @MethodSource("records")
  @FuzzTest(maxDuration = "5m")
  void anyRecord(byte[] bytes) {
    Promise.ofReader(
        "record.json",
        bytes,
        file -> Results.in(file.getParent()).record(String.valueOf(file.getFileName())));
  }

  /** Explaining walks through all that a record says. */
  @MethodSource("figures")
  @FuzzTest(maxDuration = "5m")
  void anyRecordOfAFigureExplained(byte[] bytes) {
    String document =
        "<svg><metadata>"
            + new String(bytes, StandardCharsets.UTF_8)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
            + "</metadata></svg>\n";
    Promise.ofReader(
        "figure.svg",
        FigureFile.sealedSvg(document),
        file -> Explanation.of(Recognition.of(file, null)));
  }
}
