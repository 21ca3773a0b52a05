package io.luckynodes.plan;

import io.luckynodes.job.Plan;
import io.luckynodes.job.Scale;
import io.luckynodes.job.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Groups jobs that are too short for a task of their own. The jobs of a group belong to one stage
 * and to the same or successive figures, and become ready at about the same time. So no job waits
 * for another longer than a task should take. Groups do not cross stages, since measuring or
 * drawing again must train nothing. A group that stays too short joins the shortest task of its
 * stage.
 *
 * <p>Only stages that train or measure take part. A reader waits for drawings, and a figure in a
 * shared task would wait for the slowest experiment.
 */
final class ShortJobs {
  /** Minutes after which the inputs of a job are ready if nothing waits for a slot, by job id. */
  private final Map<String, Double> readyAt = new HashMap<>();

  private final double shortest;

  private ShortJobs(double shortest) {
    this.shortest = shortest;
  }

  /** Default number of minutes that a task should take at least at a scale. */
  static double shortestMinutes(String scale) {
    return Scale.of(scale).filter(Scale::onClusters).isPresent() ? Estimate.LEAST_MINUTES : 0;
  }

  /**
   * The jobs with the names of their tasks.
   *
   * @param jobs jobs, each after those that it needs, each a task of its own
   * @param shortest minutes that a task should take at least; 0 changes nothing
   */
  static List<Plan.Entry> together(List<Plan.Entry> jobs, double shortest) {
    return new ShortJobs(shortest).grouped(jobs);
  }

  /** Jobs that share a task. */
  private final class Shared {
    final List<Plan.Entry> jobs = new ArrayList<>();
    double first = Double.MAX_VALUE;
    double last;

    Shared(Plan.Entry job) {
      add(job);
    }

    void add(Plan.Entry job) {
      double ready = readyAt.getOrDefault(job.id(), 0.0);
      jobs.add(job);
      first = Math.min(first, ready);
      last = Math.max(last, ready);
    }

    double minutes() {
      return CostModel.together(jobs.stream().map(Plan.Entry::resources).toList()).minutes();
    }

    boolean tooShort() {
      return minutes() < shortest;
    }

    /**
     * Whether both groups have the same stage and number of cores, and no job would wait for
     * another longer than a task should take.
     */
    boolean fits(Shared other) {
      return stage() == other.stage()
          && cpus() == other.cpus()
          && Math.max(last, other.last) - Math.min(first, other.first) <= Estimate.MOST_MINUTES;
    }

    Stage stage() {
      return jobs.get(0).stage();
    }

    int cpus() {
      return jobs.get(0).resources().cpus();
    }
  }

  private List<Plan.Entry> grouped(List<Plan.Entry> jobs) {
    Map<String, Double> doneAt = new HashMap<>();
    for (Plan.Entry job : jobs) {
      double ready =
          job.needs().stream().mapToDouble(id -> doneAt.getOrDefault(id, 0.0)).max().orElse(0);
      readyAt.put(job.id(), ready);
      doneAt.put(job.id(), ready + job.resources().minutes());
    }
    List<Shared> full = new ArrayList<>();
    List<Shared> left = new ArrayList<>();
    Shared open = null;
    for (Plan.Entry job : inTurn(jobs)) {
      if (!job.stage().computes()) {
        continue;
      }
      Shared alone = new Shared(job);
      if (!alone.tooShort()) {
        full.add(alone);
        continue;
      }
      if (open != null && !open.fits(alone)) {
        left.add(open);
        open = null;
      }
      if (open == null) {
        open = alone;
      } else {
        open.add(job);
      }
      if (!open.tooShort()) {
        full.add(open);
        open = null;
      }
    }
    if (open != null) {
      left.add(open);
    }
    return named(jobs, joined(full, left));
  }

  private List<Plan.Entry> inTurn(List<Plan.Entry> jobs) {
    return jobs.stream()
        .sorted(
            Comparator.comparing(Plan.Entry::stage)
                .thenComparing(job -> job.resources().cpus())
                .thenComparing(job -> job.turn().figure())
                .thenComparing(job -> readyAt.getOrDefault(job.id(), 0.0))
                .thenComparing(Plan.Entry::id))
        .toList();
  }

  /**
   * Lets each group that is still too short join the shortest task that it fits. A group that fits
   * no task stays alone.
   */
  private static List<Shared> joined(List<Shared> full, List<Shared> left) {
    List<Shared> all = new ArrayList<>(full);
    for (Shared rest : left) {
      Optional<Shared> host =
          all.stream().filter(rest::fits).min(Comparator.comparingDouble(Shared::minutes));
      if (host.isPresent()) {
        rest.jobs.forEach(host.get()::add);
      } else {
        all.add(rest);
      }
    }
    return all;
  }

  private static List<Plan.Entry> named(List<Plan.Entry> jobs, List<Shared> tasks) {
    Map<String, String> names = new HashMap<>();
    for (Shared task : tasks) {
      String name = task.jobs.stream().map(Plan.Entry::id).min(Comparator.naturalOrder()).get();
      task.jobs.forEach(job -> names.put(job.id(), name));
    }
    return jobs.stream().map(job -> job.in(names.getOrDefault(job.id(), job.id()))).toList();
  }
}
