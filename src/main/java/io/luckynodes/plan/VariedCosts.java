package io.luckynodes.plan;

import io.luckynodes.job.FigureSpec;
import io.luckynodes.job.Job;
import io.luckynodes.job.Resources;
import io.luckynodes.plan.Estimate.VariedRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Estimates what alternatives to assumed settings cost beyond the run without them. */
final class VariedCosts {
  private final Map<String, Job> jobs = new HashMap<>();

  private VariedCosts(List<Job> all) {
    all.forEach(job -> jobs.put(job.id(), job));
  }

  /**
   * One row for each setting, or pair of settings, that is varied. Work that two alternatives share
   * is counted with the first.
   *
   * @param speed speed of a core relative to a core of the reference
   */
  static List<VariedRow> of(List<Job> all, double speed) {
    VariedCosts costs = new VariedCosts(all);
    Set<String> counted = new HashSet<>();
    Map<String, Set<String>> values = new LinkedHashMap<>();
    Map<String, Set<String>> figures = new LinkedHashMap<>();
    Map<String, Double> minutes = new LinkedHashMap<>();
    all.stream()
        .filter(job -> job.figure() != null && job.figure().alternative() == null)
        .forEach(job -> costs.minutes(job, counted));
    for (Job job : all) {
      FigureSpec figure = job.figure();
      if (figure != null && figure.alternative() != null) {
        String settings = String.join(", ", figure.alternative().keySet());
        values
            .computeIfAbsent(settings, key -> new TreeSet<>())
            .add(figure.alternative().toString());
        figures
            .computeIfAbsent(settings, key -> new TreeSet<>())
            .add(String.valueOf(figure.basedOn()));
        minutes.merge(settings, costs.minutes(job, counted), Double::sum);
      }
    }
    List<VariedRow> rows = new ArrayList<>();
    minutes.forEach(
        (settings, sum) ->
            rows.add(
                new VariedRow(
                    settings,
                    values.getOrDefault(settings, Set.of()).size(),
                    figures.getOrDefault(settings, Set.of()).size(),
                    sum / speed / 60)));
    return rows;
  }

  /**
   * Processor minutes of a job and of all jobs that it needs, without jobs that are already
   * counted.
   */
  private double minutes(Job job, Set<String> counted) {
    if (!counted.add(job.id())) {
      return 0;
    }
    Resources resources = CostModel.of(job, jobs);
    double minutes = resources.cpus() * resources.minutes();
    for (String need : job.needs().values()) {
      Job needed = jobs.get(need);
      if (needed != null) {
        minutes += minutes(needed, counted);
      }
    }
    return minutes;
  }
}
