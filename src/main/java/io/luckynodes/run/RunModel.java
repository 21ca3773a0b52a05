package io.luckynodes.run;

import io.luckynodes.job.Plan;
import io.luckynodes.job.Stage;
import io.luckynodes.report.PageModel;
import io.luckynodes.report.Wording;
import io.luckynodes.run.Trace.Task;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A run as the page shows it. It and its parts are public because the template engine reads public
 * types only.
 *
 * @param summary a sentence or two
 * @param error Nextflow's report of a run that failed; empty if there is none
 * @param stages rows of the stages, in the order of the workflow
 * @param all row of all stages together
 * @param facts facts about the run
 * @param comparison comparison with the estimates of the plan; null if the plan is unknown or none
 *     of its tasks is done
 * @param energy energy that the run used
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
    Used energy,
    List<EarlierRow> earlier) {
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /**
   * Totals of the tasks of one stage.
   *
   * @param tasks number of tasks; a task with several tries counts once
   * @param again number of tries that failed and were followed by others
   * @param pauses number of tries that paused and were followed by others
   * @param time sum of the times of the tries
   * @param processor sum of their processor times
   * @param longest time of the longest try
   * @param memory most memory that one try used
   * @param energy estimated energy of all tries
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
      String memory,
      String energy) {}

  /**
   * The energy of a run, in words.
   *
   * @param all energy of all tasks
   * @param emissions emissions that follow from it
   * @param basis values assumed for the power of a core and the like
   * @param figures energy of each figure with all that it needs; empty if the plan is unknown
   */
  public record Used(String all, String emissions, String basis, List<FigureRow> figures) {}

  /**
   * Processor time, energy and emissions of a figure and all that it needs.
   *
   * @param tasks number of tasks
   */
  public record FigureRow(
      Link figure, long tasks, String processor, String energy, String emissions) {}

  /**
   * A run before this one.
   *
   * @param folder folder of its files
   * @param figures figures of that run on the page; may be empty
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
  public record Link(String anchor, String id) {
    static Link of(String figure) {
      return new Link(figure.replace('/', '-'), figure);
    }
  }

  /**
   * Builds the model of a run.
   *
   * @param plan plan of the run with its estimates; null if unknown
   * @param earlier earlier runs, the latest first
   * @param earlierFigures ids of the figures on the page that they drew
   */
  public static RunModel of(
      RunRecord run,
      Trace trace,
      @Nullable Plan plan,
      List<KeptRun> earlier,
      List<String> earlierFigures) {
    Energy energy = Energy.of(run);
    // The stages come in their order, and then the other processes of the workflow.
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
            .map(stage -> row(stage.getKey(), stage.getValue(), energy))
            .toList();
    StageRow all = row("All", trace.tries(), energy);
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
        used(energy, trace, plan),
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
            .map(Link::of)
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

  private static Used used(Energy energy, Trace trace, @Nullable Plan plan) {
    double all = energy.kilowattHours(trace.tasks());
    return new Used(
        Energy.words(all),
        Energy.gramsInWords(energy.grams(all)),
        plain(energy.coreWatts())
            + " W for a core in full use, a power usage effectiveness of "
            + plain(energy.pue())
            + " and "
            + plain(energy.gramsPerKwh())
            + " g of CO₂ equivalents for each kWh",
        plan == null ? List.of() : figures(energy, trace, plan));
  }

  private static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  /**
   * Processor time, energy and emissions of each figure; a task that several figures need counts
   * for each of them.
   */
  private static List<FigureRow> figures(Energy energy, Trace trace, Plan plan) {
    Map<String, Plan.Entry> jobs = new HashMap<>();
    plan.jobs().forEach(job -> jobs.put(job.id(), job));
    List<FigureRow> rows = new ArrayList<>();
    for (Plan.Entry figure : plan.jobs()) {
      if (figure.stage() == Stage.FIGURE) {
        Set<String> needed = new HashSet<>();
        collect(figure.id(), jobs, needed);
        List<Trace.Tries> tasks =
            trace.tries().stream()
                .filter(task -> task.last().jobs().stream().anyMatch(needed::contains))
                .toList();
        List<Task> tries = tasks.stream().flatMap(task -> task.all().stream()).toList();
        double kilowattHours = energy.kilowattHours(tries);
        rows.add(
            new FigureRow(
                link(figure.id()),
                tasks.size(),
                Wording.time(Math.round(processor(tries))),
                Energy.words(kilowattHours),
                Energy.gramsInWords(energy.grams(kilowattHours))));
      }
    }
    return rows;
  }

  /** The figure that a job draws; the job's id ends in the figure's study and name. */
  private static Link link(String job) {
    int name = job.lastIndexOf('.');
    int study = job.lastIndexOf('.', name - 1);
    return Link.of(job.substring(study + 1, name) + "/" + job.substring(name + 1));
  }

  private static void collect(String job, Map<String, Plan.Entry> jobs, Set<String> needed) {
    Plan.Entry entry = jobs.get(job);
    if (entry != null && needed.add(job)) {
      entry.needs().forEach(need -> collect(need, jobs, needed));
    }
  }

  /** Processor time of some tries, in milliseconds. */
  private static double processor(List<Task> tries) {
    return tries.stream()
        .mapToDouble(task -> or(task.realtime(), 0L) * or(task.cpu(), 0.0) / 100)
        .sum();
  }

  private static StageRow row(String stage, List<Trace.Tries> tasks, Energy energy) {
    List<Task> last = tasks.stream().map(Trace.Tries::last).toList();
    List<Task> tries = tasks.stream().flatMap(task -> task.all().stream()).toList();
    long time = tries.stream().mapToLong(task -> or(task.realtime(), 0L)).sum();
    return new StageRow(
        stage.equals("All") ? stage : stage.charAt(0) + stage.substring(1).toLowerCase(Locale.ROOT),
        last.size(),
        last.stream().filter(Task::cached).count(),
        last.stream().filter(task -> !task.succeeded()).count(),
        tasks.stream().mapToLong(Trace.Tries::failures).sum(),
        tasks.stream().mapToLong(Trace.Tries::pauses).sum(),
        Wording.time(time),
        Wording.time(Math.round(processor(tries))),
        Wording.time(tries.stream().mapToLong(task -> or(task.realtime(), 0L)).max().orElse(0)),
        Wording.bytes(tries.stream().mapToLong(task -> or(task.peakRss(), 0L)).max().orElse(0)),
        Energy.words(energy.kilowattHours(tries)));
  }

  private static <T> T or(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }
}
