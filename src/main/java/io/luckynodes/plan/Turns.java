package io.luckynodes.plan;

import io.luckynodes.job.Plan;
import io.luckynodes.job.Stage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Set;

/**
 * Determines the order in which figures are made. The next figure is always the one that needs the
 * least work beyond the work for the figures before it. So the first figure is ready soon, and
 * figures that share an experiment follow each other. Figures with alternatives to assumed settings
 * come after all others. A job belongs to the first figure that needs it.
 */
final class Turns {
  private final Map<String, Plan.Entry> jobs = new LinkedHashMap<>();

  private final Set<String> alternatives;

  private Turns(List<Plan.Entry> all, Set<String> alternatives) {
    this.alternatives = alternatives;
    all.forEach(job -> jobs.put(job.id(), job));
  }

  /**
   * The jobs with their turns.
   *
   * @param jobs jobs, each after those that it needs
   * @param alternatives ids of the jobs that draw figures with alternatives
   */
  static List<Plan.Entry> given(List<Plan.Entry> jobs, Set<String> alternatives) {
    Turns turns = new Turns(jobs, alternatives);
    Map<String, Integer> places = turns.places();
    Map<String, Double> after = turns.minutesAfter();
    return jobs.stream()
        .map(
            job ->
                job.at(
                    new Plan.Turn(
                        places.getOrDefault(job.id(), places.size()),
                        after.getOrDefault(job.id(), 0.0))))
        .toList();
  }

  /** For each job that a figure needs, the place of the first figure that needs it. */
  private Map<String, Integer> places() {
    Map<String, Integer> places = new HashMap<>();
    Map<Plan.Entry, Set<String>> left = new LinkedHashMap<>();
    for (Plan.Entry job : jobs.values()) {
      if (job.stage() == Stage.FIGURE) {
        left.put(job, needed(job));
      }
    }
    for (int place = 0; !left.isEmpty(); place++) {
      Plan.Entry next =
          left.entrySet().stream()
              .min(
                  Comparator.comparing(
                          (Map.Entry<Plan.Entry, Set<String>> figure) ->
                              alternatives.contains(figure.getKey().id()))
                      .thenComparingDouble(figure -> minutes(figure.getValue()))
                      .thenComparing(figure -> figure.getKey().id()))
              .orElseThrow()
              .getKey();
      Set<String> own = left.remove(next);
      for (String id : own == null ? Set.<String>of() : own) {
        places.put(id, place);
      }
      left.values().forEach(others -> others.removeAll(places.keySet()));
    }
    return places;
  }

  /** The ids of a job and of all jobs that it needs, directly or not. */
  private Set<String> needed(Plan.Entry job) {
    Set<String> needed = new LinkedHashSet<>();
    List<String> open = new ArrayList<>(List.of(job.id()));
    while (!open.isEmpty()) {
      String id = open.remove(open.size() - 1);
      Plan.Entry entry = jobs.get(id);
      if (entry != null && needed.add(id)) {
        open.addAll(entry.needs());
      }
    }
    return needed;
  }

  private double minutes(Collection<String> ids) {
    double minutes = 0;
    for (String id : ids) {
      Plan.Entry job = jobs.get(id);
      minutes += job == null ? 0 : job.resources().cpus() * job.resources().minutes();
    }
    return minutes;
  }

  /** For each job, the processor minutes of all jobs that need it, directly or not. */
  private Map<String, Double> minutesAfter() {
    Map<String, Set<String>> after = new HashMap<>();
    List<Plan.Entry> all = List.copyOf(jobs.values());
    ListIterator<Plan.Entry> backwards = all.listIterator(all.size());
    while (backwards.hasPrevious()) {
      Plan.Entry job = backwards.previous();
      Set<String> own = after.computeIfAbsent(job.id(), id -> new HashSet<>());
      for (String need : job.needs()) {
        Set<String> others = after.computeIfAbsent(need, id -> new HashSet<>());
        others.add(job.id());
        others.addAll(own);
      }
    }
    Map<String, Double> minutes = new HashMap<>();
    after.forEach((id, others) -> minutes.put(id, minutes(others)));
    return minutes;
  }
}
