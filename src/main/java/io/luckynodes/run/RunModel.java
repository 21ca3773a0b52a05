package io.luckynodes.run;

import io.luckynodes.job.Plan;
import io.luckynodes.job.Stage;
import io.luckynodes.report.PageModel;
import io.luckynodes.report.Wording;
import io.luckynodes.run.Trace.Task;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run as the page tells of it. It and its parts are public because the template engine reads
 * public types only.
 *
 * @param summary a sentence or two
 * @param error what Nextflow reports of a run that failed; empty if none
 * @param stages in the order of the workflow
 * @param all of them together
 * @param facts about the run
 * @param comparison with what the plan estimated; null if that is not known
 * @param earlier runs whose files the results keep, the latest first
 */
public record RunModel(
    String summary,
    String error,
    String command,
    List<StageRow> stages,
    StageRow all,
    List<PageModel.Entry> facts,
    @Nullable Comparison comparison,
    List<EarlierRow> earlier) {
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /**
   * The tasks of one stage.
   *
   * @param tasks how many; a task with several tries is one
   * @param again how many tries failed, and were followed by others
   * @param pauses how many tries paused, and were followed by others
   * @param time sum of the time that the tasks took
   * @param processor sum of their processor time
   * @param longest of the tries
   * @param memory most that one had
   */
  public record StageRow(
      String stage,
      long tasks,
      long cached,
      long failed,
      long again,
      long pauses,
      String time,
      String processor,
      String longest,
      String memory) {}

  /**
   * A run before this one.
   *
   * @param folder of its files
   * @param figures those that the page has of it; may be empty
   */
  public record EarlierRow(
      String name,
      String folder,
      String began,
      String took,
      String outcome,
      String command,
      List<Link> figures) {}

  /** A figure of the page. */
  public record Link(String anchor, String id) {}

  /**
   * A run.
   *
   * @param plan of the run, with what it estimated; null if that is not known
   * @param earlier runs, the latest first
   * @param earlierFigures ids of the figures on the page that they drew
   */
  public static RunModel of(
      RunRecord run,
      Trace trace,
      @Nullable Plan plan,
      List<KeptRun> earlier,
      List<String> earlierFigures) {
    // The stages in their order, then whatever else the workflow has.
    Map<String, List<Trace.Tries>> byStage = new LinkedHashMap<>();
    for (Stage stage : Stage.values()) {
      byStage.put(stage.name(), new ArrayList<>());
    }
    for (Trace.Tries task : trace.tries()) {
      byStage.computeIfAbsent(task.last().processName(), name -> new ArrayList<>()).add(task);
    }
    List<StageRow> rows =
        byStage.entrySet().stream()
            .filter(stage -> !stage.getValue().isEmpty())
            .map(stage -> row(stage.getKey(), stage.getValue()))
            .toList();
    StageRow all = row("All", trace.tries());
    List<PageModel.Entry> facts = new ArrayList<>();
    facts.add(new PageModel.Entry("Engine", run.engine().name() + " " + run.engine().version()));
    facts.add(new PageModel.Entry("Profile", run.profile()));
    facts.add(new PageModel.Entry("Containers", or(run.containerEngine(), "none")));
    facts.add(new PageModel.Entry("Code", run.version() + ", commit " + run.commit()));
    if (run.agent() != null) {
      facts.add(new PageModel.Entry("Run by", run.agent()));
    }
    return new RunModel(
        summary(run, all),
        or(run.error(), ""),
        run.command(),
        rows,
        all,
        List.copyOf(facts),
        plan == null ? null : Comparison.of(plan, run, trace),
        earlier.stream().map(one -> row(one, earlier, earlierFigures)).toList());
  }

  private static EarlierRow row(KeptRun kept, List<KeptRun> all, List<String> figures) {
    RunRecord run = kept.run();
    return new EarlierRow(
        run.name(),
        kept.folder(),
        WHEN.format(Instant.parse(run.start())),
        took(run),
        run.success() ? "succeeded" : "failed",
        run.command(),
        figures.stream()
            .filter(figure -> kept.equals(KeptRun.of(figure, all)))
            .map(figure -> new Link(figure.replace('/', '-'), figure))
            .toList());
  }

  private static String took(RunRecord run) {
    return Wording.time(
        Duration.between(Instant.parse(run.start()), Instant.parse(run.complete())).toMillis());
  }

  private static String summary(RunRecord run, StageRow all) {
    return "Run "
        + run.name()
        + " began on "
        + WHEN.format(Instant.parse(run.start()))
        + " and took "
        + took(run)
        + (run.success() ? "" : " until it failed")
        + ". Of "
        + Wording.count(all.tasks(), "task", "tasks")
        + ", "
        + all.cached()
        + " came from the cache"
        + (all.failed() == 0 ? "." : ", and " + all.failed() + " did not succeed.");
  }

  private static StageRow row(String stage, List<Trace.Tries> tasks) {
    List<Task> last = tasks.stream().map(Trace.Tries::last).toList();
    List<Task> tries = tasks.stream().flatMap(task -> task.all().stream()).toList();
    long time = tries.stream().mapToLong(task -> or(task.realtime(), 0L)).sum();
    double processor =
        tries.stream()
            .mapToDouble(task -> or(task.realtime(), 0L) * or(task.cpu(), 0.0) / 100)
            .sum();
    return new StageRow(
        stage.equals("All") ? stage : stage.charAt(0) + stage.substring(1).toLowerCase(Locale.ROOT),
        last.size(),
        last.stream().filter(Task::cached).count(),
        last.stream().filter(task -> !task.succeeded()).count(),
        tasks.stream().mapToLong(Trace.Tries::failures).sum(),
        tasks.stream().mapToLong(Trace.Tries::pauses).sum(),
        Wording.time(time),
        Wording.time(Math.round(processor)),
        Wording.time(tries.stream().mapToLong(task -> or(task.realtime(), 0L)).max().orElse(0)),
        Wording.bytes(tries.stream().mapToLong(task -> or(task.peakRss(), 0L)).max().orElse(0)));
  }

  private static <T> T or(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }
}
