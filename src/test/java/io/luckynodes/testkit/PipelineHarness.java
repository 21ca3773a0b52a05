package io.luckynodes.testkit;

import io.luckynodes.job.Job;
import io.luckynodes.job.Member;
import io.luckynodes.job.Setting;
import io.luckynodes.job.Source;
import io.luckynodes.job.Stage;
import io.luckynodes.json.Json;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The experiment {@code tiny} of one kind of network: makes its jobs and performs them in a folder,
 * where they hand on files as in a run.
 */
public final class PipelineHarness {
  private final String model;
  private final Map<Stage, StageRunner> stages = new EnumMap<>(Stage.class);
  private final Map<String, Object> settings = new TreeMap<>();

  public PipelineHarness(String model) {
    this.model = model;
  }

  /** Says who does a stage. */
  public PipelineHarness by(Stage stage, StageRunner runner) {
    stages.put(stage, runner);
    return this;
  }

  /** Gives all jobs a setting. */
  public PipelineHarness with(String setting, Object value) {
    settings.put(setting, value);
    return this;
  }

  /**
   * A job of teacher, student or metrics, which needs those before it, with their names in a plan.
   *
   * @param changes settings that take the place of the harness's, or come to them
   */
  public Job job(Stage stage, Map<String, Object> changes, int... seeds) {
    Map<String, String> needs = new TreeMap<>();
    for (Stage before : List.of(Stage.TEACHER, Stage.STUDENT)) {
      if (before.compareTo(stage) < 0) {
        needs.put(before.id(), id(before, seeds));
      }
    }
    return job(id(stage, seeds), stage, needs, changes, members(seeds));
  }

  /**
   * A job of any name.
   *
   * @param needs by role, ids of jobs
   * @param changes settings that take the place of the harness's, or come to them
   */
  public Job job(
      String id,
      Stage stage,
      Map<String, String> needs,
      Map<String, Object> changes,
      List<Member> members) {
    Map<String, Object> values = new TreeMap<>(settings);
    values.putAll(changes);
    SortedMap<String, Setting> own = new TreeMap<>();
    values.forEach((name, value) -> own.put(name, new Setting(Json.tree(value), Source.A, null)));
    return new Job(
        id, stage, "sample", "tiny", model, "smoke", own, members, new TreeMap<>(needs), null);
  }

  private static String id(Stage stage, int... seeds) {
    int last = seeds[seeds.length - 1];
    String range = seeds.length == 1 ? "s" + last : "s" + seeds[0] + "-" + last;
    return stage.id() + ".tiny." + range;
  }

  /** Networks that differ in their seeds alone. */
  public static List<Member> members(int... seeds) {
    return Arrays.stream(seeds).mapToObj(seed -> new Member(seed, new TreeMap<>())).toList();
  }

  /** Performs teacher, student and metrics in a new folder, and returns that. */
  public Path pipeline(Path folder, Map<String, Object> changes, int... seeds) throws IOException {
    Path run = Files.createTempDirectory(folder, "run");
    for (Stage stage : List.of(Stage.TEACHER, Stage.STUDENT, Stage.METRICS)) {
      perform(job(stage, changes, seeds), run);
    }
    return run;
  }

  /** Performs a job. */
  public void perform(Job job, Path run) {
    perform(job, run, line -> {});
  }

  /**
   * Performs a job.
   *
   * @param log takes a line of progress
   */
  public void perform(Job job, Path run, Consumer<String> log) {
    perform(task(job, run, log));
  }

  /** Performs a task. */
  public void perform(StageTask task) {
    Stage stage = task.job().stage();
    Objects.requireNonNull(stages.get(stage), stage.id()).run(task);
  }

  /** A task that reads from and writes to a run's folder, and tells nobody. */
  public static StageTask task(Job job, Path run) {
    return task(job, run, line -> {});
  }

  /** A task that reads from and writes to a run's folder. */
  public static StageTask task(Job job, Path run, Consumer<String> log) {
    return new StageTask(job, run, run, Optional.of(stateOf(run)), log);
  }

  /** Where the tasks of a run keep what outlives them. */
  public static Path stateOf(Path run) {
    return run.resolveSibling(run.getFileName() + "-state");
  }

  /** A log whose task fails with "killed" at the first line that begins so. */
  public static Consumer<String> killedAt(String beginning) {
    return line -> {
      if (line.startsWith(beginning)) {
        throw new IllegalStateException("killed");
      }
    };
  }
}
