package io.luckynodes.runner;

import static java.util.Map.entry;

import io.luckynodes.dataset.DatasetStage;
import io.luckynodes.definition.ModelKind;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.figure.FigureStage;
import io.luckynodes.job.Job;
import io.luckynodes.job.Stage;
import io.luckynodes.metrics.ConvNetMetricsStage;
import io.luckynodes.metrics.FcMetricsStage;
import io.luckynodes.metrics.TwoLayerMetricsStage;
import io.luckynodes.plan.PlanStage;
import io.luckynodes.prune.PruneStage;
import io.luckynodes.report.ReportStage;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.student.ConvNetStudentStage;
import io.luckynodes.student.FcStudentStage;
import io.luckynodes.student.TwoLayerStudentStage;
import io.luckynodes.teacher.ConvNetTeacherStage;
import io.luckynodes.teacher.FcTeacherStage;
import io.luckynodes.teacher.TwoLayerTeacherStage;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who does which job: one runner for each stage, and where the kinds of network differ, one for
 * each stage and kind. A runner reaches the code of its own kind alone, and its class is the root
 * of its fingerprint; so with {@code -resume} a change in one kind's code leaves all jobs of the
 * others as they are. A further kind of network is a further line for each of its stages.
 */
public final class Runners {
  private static final SortedMap<String, StageRunner> RUNNERS =
      new TreeMap<>(
          Map.ofEntries(
              runner(Stage.TEACHER, ModelKind.TWO_LAYER, new TwoLayerTeacherStage()),
              runner(Stage.TEACHER, ModelKind.FC, new FcTeacherStage()),
              runner(Stage.TEACHER, ModelKind.CONVNET, new ConvNetTeacherStage()),
              runner(Stage.PRUNE, ModelKind.CONVNET, new PruneStage()),
              runner(Stage.STUDENT, ModelKind.TWO_LAYER, new TwoLayerStudentStage()),
              runner(Stage.STUDENT, ModelKind.FC, new FcStudentStage()),
              runner(Stage.STUDENT, ModelKind.CONVNET, new ConvNetStudentStage()),
              runner(Stage.METRICS, ModelKind.TWO_LAYER, new TwoLayerMetricsStage()),
              runner(Stage.METRICS, ModelKind.FC, new FcMetricsStage()),
              runner(Stage.METRICS, ModelKind.CONVNET, new ConvNetMetricsStage()),
              entry(Stage.FIGURE.id(), new FigureStage())));

  /** Stages that take more than a job, and have commands of their own. */
  private static final Map<Stage, Class<?>> OTHERS =
      Map.of(
          Stage.PLAN, PlanStage.class,
          Stage.DATASET, DatasetStage.class,
          Stage.REPORT, ReportStage.class);

  private Runners() {}

  private static Map.Entry<String, StageRunner> runner(
      Stage stage, ModelKind model, StageRunner runner) {
    return entry(stage.runner(model.id()), runner);
  }

  /**
   * Who does a job.
   *
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if the stage does not know the job's kind
   *     of network
   */
  public static StageRunner of(Job job) {
    StageRunner runner = RUNNERS.get(job.runner());
    if (runner == null) {
      throw new LuckyException(
          ExitCode.BAD_INPUT,
          "job "
              + job.id()
              + ": stage "
              + job.stage().id()
              + " has no model "
              + job.model()
              + "; it has "
              + String.join(", ", modelsOf(job.stage())));
    }
    return runner;
  }

  private static List<String> modelsOf(Stage stage) {
    String start = stage.runner("");
    return RUNNERS.keySet().stream()
        .filter(name -> name.startsWith(start))
        .map(name -> name.substring(start.length()))
        .toList();
  }

  /** The class that does the work, by name of the runner; stages without a job's runner too. */
  public static SortedMap<String, Class<?>> classes() {
    SortedMap<String, Class<?>> classes = new TreeMap<>();
    RUNNERS.forEach((name, runner) -> classes.put(name, runner.getClass()));
    OTHERS.forEach((stage, type) -> classes.put(stage.id(), type));
    return classes;
  }
}
