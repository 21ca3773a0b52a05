package io.luckynodes.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * When tasks run if so many can run at once and none waits that could. Among those that are ready,
 * come first those that are to be first, by their turns; then one that the end of the run waits
 * for: from its begin on the run takes about as long as all slots need for what has not begun, or
 * by a margin less in one half of the slots; then the task of the lowest turn, of these the one
 * after which most is left. {@code modules/turns.nf} lets tasks begin by the same rule.
 *
 * <p>In whatever order tasks begin, it takes at most Graham's bound, work / slots + critical path,
 * and no order takes less than the longer of the two (Graham, Bounds on Multiprocessing Timing
 * Anomalies, 1969).
 *
 * @param slots tasks that can run at once
 * @param margin by which, in one half of the slots, tasks begin earlier that the end of the run
 *     waits for
 * @param seconds until the last task has ended
 * @param work seconds of all tasks together
 * @param criticalSeconds of the critical path
 * @param criticalPath tasks of which each waits for the one before, and which take longest
 *     together; the first such
 * @param ends seconds after which each task has ended, by id
 */
public record Schedule(
    int slots,
    double margin,
    double seconds,
    double work,
    double criticalSeconds,
    List<Task> criticalPath,
    Map<String, Double> ends) {
  /**
   * A task of a run.
   *
   * @param id unique
   * @param waitsFor ids of the tasks that must have ended
   * @param first whether it begins before all that are not
   * @param turn the lower, the sooner it begins
   */
  public record Task(String id, double seconds, List<String> waitsFor, boolean first, int turn) {
    public Task {
      waitsFor = List.copyOf(waitsFor);
    }
  }

  /** A task that runs, by its place in the list. */
  private record Running(int place, double end, boolean early) {}

  /** A task that waits for a slot alone. */
  private record Ready(int place, boolean first, int turn, double least) {}

  /** Slots do not end together, so that what the end waits for begins by half again earlier. */
  private static final double LEAST_MARGIN = 1.5;

  /** What {@link #best} tries for half of the slots. */
  private static final double[] MARGINS = {LEAST_MARGIN, 2, 3, 5, 8, 100};

  /** How much longer a run may take for figures that come sooner. */
  private static final double TOLERANCE = 1.02;

  private static final Comparator<Ready> BY_TURN =
      Comparator.comparing((Ready ready) -> !ready.first())
          .thenComparing(Ready::turn)
          .thenComparing(ready -> -ready.least())
          .thenComparing(Ready::place);

  private static final Comparator<Ready> BY_LEAST =
      Comparator.comparingDouble((Ready ready) -> -ready.least()).thenComparing(Ready::place);

  /** Tasks that are ready, in both orders. */
  private static final class Queue {
    private final PriorityQueue<Ready> byTurn = new PriorityQueue<>(BY_TURN);
    private final PriorityQueue<Ready> byLeast = new PriorityQueue<>(BY_LEAST);
    private final Set<Integer> begun = new HashSet<>();
    private final double margin;

    Queue(double margin) {
      this.margin = margin;
    }

    void add(Ready ready) {
      byTurn.add(ready);
      byLeast.add(ready);
    }

    boolean isEmpty() {
      forget(byTurn);
      return byTurn.isEmpty();
    }

    /**
     * The next one.
     *
     * @param share seconds that all slots need for what has not begun
     * @param early whether there is a place for one that begins before it must
     */
    Ready next(double share, boolean early) {
      forget(byTurn);
      forget(byLeast);
      Ready next = byTurn.element();
      Ready awaited = byLeast.element();
      if (!next.first() && (early ? margin : LEAST_MARGIN) * awaited.least() >= share) {
        next = awaited;
      }
      begun.add(next.place());
      return next;
    }

    private void forget(PriorityQueue<Ready> queue) {
      while (!queue.isEmpty() && begun.contains(queue.element().place())) {
        queue.remove();
      }
    }
  }

  /**
   * Runs tasks with the least of some margins that makes the run hardly longer than any of them:
   * the larger it is, the more begins for its length and not by its turn.
   *
   * @param tasks each after those it waits for
   */
  public static Schedule best(List<Task> tasks, int slots) {
    List<Schedule> all =
        Arrays.stream(MARGINS).mapToObj(margin -> of(tasks, slots, margin)).toList();
    double shortest = all.stream().mapToDouble(Schedule::seconds).min().orElse(0);
    return all.stream()
        .filter(schedule -> schedule.seconds() <= TOLERANCE * shortest)
        .findFirst()
        .orElseThrow();
  }

  /**
   * Runs tasks.
   *
   * @param tasks each after those it waits for
   * @param margin by which, in one half of the slots, tasks begin earlier that the end of the run
   *     waits for
   * @throws IllegalArgumentException if a task waits for one that does not stand before it, or
   *     there are no slots
   */
  public static Schedule of(List<Task> tasks, int slots, double margin) {
    if (slots < 1) {
      throw new IllegalArgumentException("no slots: " + slots);
    }
    Map<String, Integer> places = new HashMap<>();
    List<List<Integer>> followers = new ArrayList<>();
    int[] open = new int[tasks.size()];
    for (int place = 0; place < tasks.size(); place++) {
      Task task = tasks.get(place);
      followers.add(new ArrayList<>());
      for (String id : task.waitsFor()) {
        followers.get(place(places, task, id)).add(place);
      }
      open[place] = task.waitsFor().size();
      places.put(task.id(), place);
    }
    double[] least = least(tasks, followers, slots);
    Queue ready = new Queue(margin);
    for (int place = 0; place < tasks.size(); place++) {
      if (open[place] == 0) {
        ready.add(ready(tasks, place, least));
      }
    }
    double left = seconds(tasks);
    Map<String, Double> ends = new LinkedHashMap<>();
    PriorityQueue<Running> running =
        new PriorityQueue<>(Comparator.comparingDouble(Running::end).thenComparing(Running::place));
    double now = 0;
    int early = 0;
    while (!ready.isEmpty() || !running.isEmpty()) {
      while (!ready.isEmpty() && running.size() < slots) {
        double share = left / slots;
        Ready next = ready.next(share, early < slots / 2);
        boolean beforeItMust =
            !next.first() && LEAST_MARGIN * next.least() < share && margin * next.least() >= share;
        early += beforeItMust ? 1 : 0;
        double seconds = tasks.get(next.place()).seconds();
        left -= seconds;
        running.add(new Running(next.place(), now + seconds, beforeItMust));
      }
      Running ended = running.remove();
      now = ended.end();
      early -= ended.early() ? 1 : 0;
      ends.put(tasks.get(ended.place()).id(), now);
      for (int follower : followers.get(ended.place())) {
        open[follower]--;
        if (open[follower] == 0) {
          ready.add(ready(tasks, follower, least));
        }
      }
    }
    List<Task> path = criticalPath(tasks, places);
    return new Schedule(slots, margin, now, seconds(tasks), seconds(path), path, ends);
  }

  private static Ready ready(List<Task> tasks, int place, double[] least) {
    Task task = tasks.get(place);
    return new Ready(place, task.first(), task.turn(), least[place]);
  }

  /**
   * Seconds from a task's begin to the end of the run at the least: all chains that begin with it
   * have to be done, and all slots have to do what comes after it, or after one of a chain.
   */
  private static double[] least(List<Task> tasks, List<List<Integer>> followers, int slots) {
    double[] least = new double[tasks.size()];
    BitSet[] after = new BitSet[tasks.size()];
    for (int place = least.length - 1; place >= 0; place--) {
      after[place] = new BitSet();
      double longest = 0;
      for (int follower : followers.get(place)) {
        after[place].set(follower);
        after[place].or(after[follower]);
        longest = Math.max(longest, least[follower]);
      }
      double work = after[place].stream().mapToDouble(next -> tasks.get(next).seconds()).sum();
      least[place] = tasks.get(place).seconds() + Math.max(longest, work / slots);
    }
    return least;
  }

  private static List<Task> criticalPath(List<Task> tasks, Map<String, Integer> places) {
    double[] until = new double[tasks.size()];
    int[] before = new int[tasks.size()];
    int last = -1;
    for (int place = 0; place < until.length; place++) {
      before[place] = -1;
      for (String id : tasks.get(place).waitsFor()) {
        int other = place(places, tasks.get(place), id);
        if (before[place] < 0 || until[other] > until[before[place]]) {
          before[place] = other;
        }
      }
      until[place] = tasks.get(place).seconds() + (before[place] < 0 ? 0 : until[before[place]]);
      if (last < 0 || until[place] > until[last]) {
        last = place;
      }
    }
    List<Task> path = new ArrayList<>();
    for (int place = last; place >= 0; place = before[place]) {
      path.add(tasks.get(place));
    }
    Collections.reverse(path);
    return List.copyOf(path);
  }

  private static int place(Map<String, Integer> places, Task task, String id) {
    Integer place = places.get(id);
    if (place == null) {
      throw new IllegalArgumentException(task.id() + " waits for " + id + ", which comes later");
    }
    return place;
  }

  private static double seconds(List<Task> tasks) {
    return tasks.stream().mapToDouble(Task::seconds).sum();
  }

  /** The part of the slots' time in which they work. */
  public double efficiency() {
    return seconds == 0 ? 1 : work / (slots * seconds);
  }
}
