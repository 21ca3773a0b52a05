package io.luckynodes.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A figure's record is enough to make it again, to the byte. */
class ReplayIT {
  private static final String FIGURE = "student-specialization/fig03";

  @Test
  void aFigureIsExplainedAuditedAndMadeAgainFromItsRecords(@TempDir Path folder) throws Exception {
    PipelineRun run = new PipelineRun(PipelineRun.thisProject(), folder);
    Path lucky = PipelineRun.thisProject().resolve("bin/lucky");
    assertThat(run.run("--scale", "smoke", "--figures", FIGURE).exitCode()).isZero();

    // The launcher had the stages' classes written down, and Java takes them.
    assertThat(PipelineRun.thisProject().resolve("target/lucky-nodes.jsa")).isNotEmptyFile();
    PipelineRun.Ended quick =
        run.with("LUCKY_JAVA_OPTS", "-Xshare:on").call(lucky, "show", "--help");
    assertThat(quick.exitCode()).as(quick.output()).isZero();
    run.with("LUCKY_JAVA_OPTS", "");

    PipelineRun.Ended explained = run.call(lucky, "explain", FIGURE);
    assertThat(explained.exitCode()).as(explained.output()).isZero();
    assertThat(explained.output())
        .contains("seal           intact", "─ teacher.plane.s1-2.weights");

    PipelineRun.Ended audited = run.call(lucky, "audit", "results");
    assertThat(audited.exitCode()).as(audited.output()).isZero();
    assertThat(audited.output()).contains("sound    " + FIGURE + " (scale smoke, run ");

    // What Parquet is compiled with is not there when it runs.
    PipelineRun.Ended exported =
        run.call(lucky, "export", "plane", "student-nodes", "--parquet", "nodes.parquet");
    assertThat(exported.exitCode()).as(exported.output()).isZero();
    assertThat(run.folder().resolve("nodes.parquet")).isNotEmptyFile();

    // A stranger's archive may hold a folder of this name, with what Nextflow would read.
    Path planted = run.folder().resolve("replay/nextflow.config");
    Path ran = run.folder().resolve("ran");
    Files.createDirectories(planted.getParent());
    Files.writeString(planted, "process.beforeScript = 'touch " + ran + "'\n");
    PipelineRun.Ended refused = run.call(lucky, "replay", FIGURE);
    assertThat(refused.exitCode()).isEqualTo(65);
    assertThat(refused.output()).contains("replay: expected no folder or an empty one");
    Files.delete(planted);
    assertThat(ran).doesNotExist();

    PipelineRun.Ended replayed = run.call(lucky, "replay", FIGURE, "--tolerance", "0");
    assertThat(replayed.exitCode()).as(replayed.output()).isZero();
    assertThat(replayed.output())
        .contains("7 of 7 the same", "claim unaligned-students-fade")
        .contains("figures/" + FIGURE + ".svg  identical")
        .contains("student.plane.s1-2.snapshots.arrow        identical");
  }
}
