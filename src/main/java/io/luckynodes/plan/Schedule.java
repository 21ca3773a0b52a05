package io.luckynodes.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * When tasks run if so many can run at once and none waits that could: list scheduling, first come,
 * first served, those that become ready at the same time in the order of the list. However the list
 * is ordered, it takes at most Graham's bound, work / slots + critical path, and no order takes
 * less than the longer of the two (Graham, Bounds on Multiprocessing Timing Anomalies, 1969).
 *
 * @param slots tasks that can run at once
 * @param seconds until the last task has ended
 * @param work seconds of all tasks together
 * @param criticalSeconds of the critical path
 * @param criticalPath tasks of which each waits for the one before, and which take longest
 *     together; the first such
 */
public record Schedule(
    int slots, double seconds, double work, double criticalSeconds, List<Task> criticalPath) {
  /**
   * A task of a run.
   *
   * @param id unique
   * @param waitsFor ids of the tasks that must have ended
   */
  public record Task(String id, double seconds, List<String> waitsFor) {
    public Task {
      waitsFor = List.copyOf(waitsFor);
    }
  }

  /** A task that runs, by its place in the list. */
  private record Running(int place, double end) {}

  /** A task that waits for a slot alone. */
  private record Ready(int place, double since) {}

  /**
   * Runs tasks.
   *
   * @param tasks each after those it waits for
   * @throws IllegalArgumentException if a task waits for one that does not stand before it, or
   *     there are no slots
   */
  public static Schedule of(List<Task> tasks, int slots) {
    if (slots < 1) {
      throw new IllegalArgumentException("no slots: " + slots);
    }
    Map<String, Integer> places = new HashMap<>();
    List<List<Integer>> followers = new ArrayList<>();
    int[] open = new int[tasks.size()];
    PriorityQueue<Ready> ready =
        new PriorityQueue<>(Comparator.comparingDouble(Ready::since).thenComparing(Ready::place));
    for (int place = 0; place < tasks.size(); place++) {
      Task task = tasks.get(place);
      followers.add(new ArrayList<>());
      for (String id : task.waitsFor()) {
        followers.get(place(places, task, id)).add(place);
      }
      open[place] = task.waitsFor().size();
      places.put(task.id(), place);
      if (open[place] == 0) {
        ready.add(new Ready(place, 0));
      }
    }
    PriorityQueue<Running> running =
        new PriorityQueue<>(Comparator.comparingDouble(Running::end).thenComparing(Running::place));
    double now = 0;
    while (!ready.isEmpty() || !running.isEmpty()) {
      while (!ready.isEmpty() && running.size() < slots) {
        int place = ready.remove().place();
        running.add(new Running(place, now + tasks.get(place).seconds()));
      }
      Running ended = running.remove();
      now = ended.end();
      for (int follower : followers.get(ended.place())) {
        open[follower]--;
        if (open[follower] == 0) {
          ready.add(new Ready(follower, now));
        }
      }
    }
    List<Task> path = criticalPath(tasks, places);
    return new Schedule(slots, now, seconds(tasks), seconds(path), path);
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
