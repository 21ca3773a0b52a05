package io.luckynodes.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.luckynodes.cli.Lucky;
import io.luckynodes.fingerprint.CodeFingerprints;
import io.luckynodes.job.Job;
import io.luckynodes.job.Plan;
import io.luckynodes.job.Stage;
import io.luckynodes.json.Json;
import io.luckynodes.run.RunRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine;

/** A figure's whole chain, job by job as the workflow would do it, and its results. */
public final class SmallRun {
  public static final String FIGURE = "student-specialization/fig03";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private SmallRun() {}

  /** All jobs of a figure at smoke scale, done once for all tests, and the results they leave. */
  private static Path made;

  /** A copy of the results that the workflow would leave of a figure at smoke scale. */
  public static synchronized Path results(Path folder) throws IOException {
    if (made == null) {
      made = of(FIGURE, Files.createTempDirectory(Path.of("target"), "small-run"));
    }
    return copy(made, folder.resolve("results"));
  }

  /** All jobs of a figure at smoke scale, done in a folder, and the results they leave. */
  public static Path of(String figure, Path folder) throws IOException {
    return of(folder, "--figures", figure);
  }

  /**
   * All jobs of some figures at smoke scale, done in a folder, and the results they leave.
   *
   * @param chosen options of the plan
   */
  public static Path of(Path folder, String... chosen) throws IOException {
    Path plan = folder.resolve("plan");
    Path results = folder.resolve("results");
    Path made = Files.createDirectories(folder.resolve("made"));
    lucky(
        Stream.concat(
                Stream.of("plan", "--scale", "smoke", "--out", plan.toString()), Stream.of(chosen))
            .toArray(String[]::new));
    Path records = results.resolve("records");
    for (Plan.Entry entry : Json.read(plan.resolve("plan.json"), Plan.class).jobs()) {
      Path file = plan.resolve("jobs").resolve(entry.id() + ".json");
      Job job = Json.read(file, Job.class);
      Path out = entry.stage() == Stage.FIGURE ? results.resolve("figures") : made;
      lucky(
          entry.stage().id(),
          "--job",
          file.toString(),
          "--in",
          made.toString(),
          "--out",
          out.toString(),
          "--records",
          records.toString());
      if (entry.stage() == Stage.METRICS) {
        Path metrics = results.resolve("metrics").resolve(job.experiment());
        Files.createDirectories(metrics);
        for (Path output : madeBy(made, entry.id())) {
          Files.copy(output, metrics.resolve(String.valueOf(output.getFileName())));
        }
      }
    }
    lucky(
        "report",
        "--plan",
        plan.resolve("plan.json").toString(),
        "--jobs",
        plan.resolve("jobs").toString(),
        "--figures",
        results.resolve("figures").toString(),
        "--metrics",
        results.resolve("metrics").toString(),
        "--out",
        results.toString());
    return results;
  }

  /** Adds what the workflow leaves of the run itself: one task was cached, one failed at first. */
  public static Path withRun(Path results) throws IOException {
    Path project = Path.of("").toAbsolutePath();
    for (String folder : List.of("modules", "conf", "figures")) {
      copy(project.resolve(folder), results.resolve("workflow").resolve(folder));
    }
    for (String file :
        List.of("main.nf", "nextflow.config", "nextflow_schema.json", "CITATION.cff", "LICENSE")) {
      Files.copy(project.resolve(file), results.resolve("workflow").resolve(file));
    }
    Path run = Files.createDirectories(results.resolve("run"));
    Files.writeString(run.resolve("report.html"), "<html></html>\n");
    Files.writeString(run.resolve("timeline.html"), "<html></html>\n");
    Files.writeString(
        run.resolve("trace.txt"),
        """
        task_id	hash	process	tag	status	exit	attempt	submit	start	complete	duration	realtime	cpus	memory	time	%cpu	peak_rss	rchar	wchar	container	workdir	error_action
        1	aa/000001	REBUILD:PLAN	smoke	CACHED	0	1	1767225600000	1767225601000	1767225602000	2000	1000	1	1073741824	900000	120.5	100000000	5000	400	-	/w/aa/000001f	-
        2	aa/000002	REBUILD:TEACHER	teacher.plane.s1-2	CACHED	0	1	1767225603000	1767225604000	1767225605000	2000	1000	1	1073741824	900000	99.0	100000000	5000	400	-	/w/aa/000002f	-
        3	aa/000003	REBUILD:STUDENT	student.plane.s1-2	FAILED	137	1	1767312001000	1767312002000	1767312003000	2000	900	1	1073741824	900000	99.0	200000000	5000	400	registry.example.org:5000/lab/lucky:1.0@sha256:SHA	/w/aa/000003f	RETRY
        4	aa/000004	REBUILD:STUDENT	student.plane.s1-2	COMPLETED	0	2	1767312003000	1767312004000	1767312007000	4000	3000	1	2147483648	900000	99.0	300000000	5000	400	registry.example.org:5000/lab/lucky:1.0@sha256:SHA	/w/aa/000004f	-
        5	aa/000005	REBUILD:METRICS	metrics.plane.s1-2	COMPLETED	0	1	1767312007000	1767312008000	1767312009000	2000	1000	1	1073741824	900000	99.0	100000000	5000	400	-	/w/aa/000005f	-
        6	aa/000006	REBUILD:FIGURE	figure.plane.student-specialization.fig03	COMPLETED	0	1	1767312009000	1767312010000	1767312011000	2000	1000	1	1073741824	900000	99.0	100000000	5000	400	-	/w/aa/000006f	-
        7	aa/000007	REBUILD:REPORT	-	COMPLETED	0	1	1767312011000	1767312012000	1767312013000	2000	1000	1	1073741824	900000	99.0	100000000	5000	400	-	/w/aa/000007f	-
        """
            .replace("SHA", "5".repeat(64)));
    SortedMap<String, RunRecord.Parameter> parameters = new TreeMap<>();
    parameters.put("figures", new RunRecord.Parameter(JSON.textNode(FIGURE), false));
    parameters.put("scale", new RunRecord.Parameter(JSON.textNode("smoke"), false));
    parameters.put("seeds", new RunRecord.Parameter(null, true));
    parameters.put("strict", new RunRecord.Parameter(JSON.booleanNode(false), true));
    record(
        results,
        new RunRecord(
            RunRecord.FORMAT,
            "second_run",
            "00000000-0000-4000-8000-000000000000",
            "2026-01-02T00:00:00Z",
            "2026-01-02T00:00:14.123456Z",
            true,
            null,
            new RunRecord.Engine("Nextflow", "24.10.0", "5928"),
            "0.1.0",
            "0123456789abcdef0123456789abcdef01234567 and changes",
            "nextflow run . --scale smoke -resume",
            "standard",
            true,
            null,
            null,
            parameters,
            CodeFingerprints.all(),
            List.of(
                new RunRecord.Earlier(
                    "first_run",
                    "00000000-0000-4000-8000-000000000000",
                    "2026-01-01T00:00:00Z",
                    "2026-01-01T00:10:00Z"))));
    return results;
  }

  /** Puts another record of the run in place. */
  public static void record(Path results, RunRecord run) throws IOException {
    Files.writeString(results.resolve(RunRecord.PLACE), Json.writeIndented(run));
  }

  private static List<Path> madeBy(Path made, String job) throws IOException {
    try (Stream<Path> files = Files.list(made)) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).startsWith(job + "."))
          .toList();
    }
  }

  /** What a command printed; it must succeed. */
  public static String lucky(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Lucky.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    assertThat(line.execute(arguments)).as(err.toString()).isZero();
    return out.toString();
  }

  /** A copy of a folder. */
  public static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
    return to;
  }
}
