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
 * Simulates a run of tasks on a limited number of slots. No slot stays idle while a task is ready.
 * Ready tasks begin in this order: tasks that must be first, by their turns; then a task for which
 * the end of the run waits; then the task of the lowest turn. Among equal turns, the task with the
 * largest lower bound on the time to the end of the run begins.
 *
 * <p>The end of the run waits for the task with the largest lower bound if that bound, times a
 * margin, is at least the time that all slots need for the tasks that have not begun. The margin is
 * larger in one half of the slots. {@code modules/turns.nf} starts tasks by the same rule.
 *
 * <p>In any order, the run takes at most Graham's bound, work / slots + critical path. No order
 * takes less than the longer of the two (Graham, Bounds on Multiprocessing Timing Anomalies, 1969).
 *
 * @param slots number of tasks that can run at once
 * @param margin margin in one half of the slots
 * @param seconds seconds until the last task has ended
 * @param work seconds of all tasks together
 * @param criticalSeconds seconds of the critical path
 * @param criticalPath the chain of tasks, each waiting for the one before, that takes longest; the
 *     first of several such chains
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
   * @param id unique name
   * @param waitsFor ids of the tasks that must have ended
   * @param first whether the task begins before all tasks that are not first
   * @param turn the place in the order; tasks with a lower turn begin sooner
   */
  public record Task(String id, double seconds, List<String> waitsFor, boolean first, int turn) {
    public Task {
      waitsFor = List.copyOf(waitsFor);
    }
  }

  /** A running task, by its index in the list. */
  private record Running(int place, double end, boolean early) {}

  /** A task that waits only for a slot. */
  private record Ready(int place, boolean first, int turn, double least) {}

  /** Margin in the other slots. It is above 1 because slots do not become free together. */
  private static final double LEAST_MARGIN = 1.5;

  /** Margins that {@link #best} tries for half of the slots. */
  private static final double[] MARGINS = {LEAST_MARGIN, 2, 3, 5, 8, 100};

  /** Factor by which a run may be longer if its figures come sooner. */
  private static final double TOLERANCE = 1.02;

  private static final Comparator<Ready> BY_TURN =
      Comparator.comparing((Ready ready) -> !ready.first())
          .thenComparing(Ready::turn)
          .thenComparing(ready -> -ready.least())
          .thenComparing(Ready::place);

  private static final Comparator<Ready> BY_LEAST =
      Comparator.comparingDouble((Ready ready) -> -ready.least()).thenComparing(Ready::place);

  /** The tasks that are ready, in both orders. */
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
     * Takes the next task out of the queue.
     *
     * @param share seconds that all slots need for the tasks that have not begun
     * @param early whether the larger margin holds, since a slot for it is free
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
   * Simulates the run with several margins, and returns the run with the smallest margin among
   * those that take hardly longer than the shortest. The larger the margin, the more tasks begin
   * because of their length and not by their turn.
   *
   * @param tasks tasks, each after those for which it waits
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
   * Simulates the run with one margin.
   *
   * @param tasks tasks, each after those for which it waits
   * @param margin margin in one half of the slots
   * @throws IllegalArgumentException if a task waits for one that does not stand before it, or if
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
   * Lower bounds on the seconds from the begin of each task to the end of the run. All chains that
   * begin with the task must run, and the slots must do all work that comes after the task.
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

  /** Share of the slots' time in which they work. */
  public double efficiency() {
    return seconds == 0 ? 1 : work / (slots * seconds);
  }
}
