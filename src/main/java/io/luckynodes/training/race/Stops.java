package io.luckynodes.training.race;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Job;
import io.luckynodes.training.TrainingLoop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The stops of a training that counts steps instead of epochs. At a stop, training keeps a network,
 * measures its loss, prunes it or remembers the weights to which it is rewound. {@link
 * TrainingLoop} trains from one stop to the next; in its artifacts the column {@code stop} holds
 * the number of a stop, and 0 is the start.
 *
 * <p>A student that is pruned trains again after each round, and its steps are counted on: its
 * first training ends at {@code steps}, the next at twice that number. It is pruned after the stop
 * at the end of a training.
 */
public final class Stops {
  private final List<Integer> steps;
  private final SortedSet<Integer> snapshots;
  private final SortedSet<Integer> losses;

  private Stops(List<Integer> steps, SortedSet<Integer> snapshots, SortedSet<Integer> losses) {
    this.steps = steps;
    this.snapshots = snapshots;
    this.losses = losses;
  }

  /**
   * The stops of a job, by its settings.
   *
   * @throws LuckyException ({@link ExitCode#BAD_DEFINITION}) if the settings of pruning contradict
   *     others
   */
  public static Stops of(Job job) {
    int steps = job.integer("steps");
    int rounds = job.integer("prune_rounds");
    int rewindStep = job.integer("rewind_step");
    if (rounds > 0 && rewindStep >= steps) {
      throw new LuckyException(
          ExitCode.BAD_DEFINITION,
          "rewind_step: expected a step before the last, " + steps + ", found " + rewindStep);
    }
    if (rounds > 0 && job.real("stop_loss") > 0) {
      throw new LuckyException(
          ExitCode.BAD_DEFINITION,
          "stop_loss: expected 0 where prune_rounds is above 0, found " + job.real("stop_loss"));
    }
    return of(
        steps,
        rounds,
        job.integers("snapshot_steps"),
        job.integers("loss_steps"),
        rounds > 0 ? rewindStep : 0);
  }

  /** The stops of a job that prunes nothing and measures the loss wherever it keeps a network. */
  public static Stops unpruned(Job job) {
    int[] kept = job.integers("snapshot_steps");
    return of(job.integer("steps"), 0, kept, kept, 0);
  }

  /**
   * @param steps number of steps in one training
   * @param rounds number of pruning rounds, each followed by another training
   * @param snapshotSteps steps after which networks are kept; those beyond the last step are
   *     ignored
   * @param lossSteps steps after which losses are measured; those beyond the last step are ignored
   * @param rewindStep step to whose end weights are rewound
   */
  static Stops of(int steps, int rounds, int[] snapshotSteps, int[] lossSteps, int rewindStep) {
    SortedSet<Integer> always = new TreeSet<>(List.of(0));
    for (int training = 1; training <= rounds + 1; training++) {
      always.add(Math.multiplyExact(steps, training));
    }
    SortedSet<Integer> kept = with(always, snapshotSteps);
    SortedSet<Integer> measured = with(always, lossSteps);
    SortedSet<Integer> all = new TreeSet<>(kept);
    all.addAll(measured);
    all.add(rewindStep);
    List<Integer> ordered = List.copyOf(all);
    return new Stops(ordered, places(ordered, kept), places(ordered, measured));
  }

  private static SortedSet<Integer> with(SortedSet<Integer> always, int[] chosen) {
    SortedSet<Integer> all = new TreeSet<>(always);
    Arrays.stream(chosen).filter(step -> step <= always.last()).forEach(all::add);
    return all;
  }

  private static SortedSet<Integer> places(List<Integer> ordered, SortedSet<Integer> steps) {
    SortedSet<Integer> places = new TreeSet<>();
    steps.forEach(step -> places.add(ordered.indexOf(step)));
    return places;
  }

  /** Number of the last stop. */
  public int last() {
    return steps.size() - 1;
  }

  /** Number of steps done at a stop. */
  public int step(int stop) {
    return steps.get(stop);
  }

  /** The steps of all stops, in order. */
  public List<Integer> steps() {
    return new ArrayList<>(steps);
  }

  /** The stops at which networks are kept. */
  public SortedSet<Integer> snapshots() {
    return new TreeSet<>(snapshots);
  }

  /** Whether the loss on all training samples is measured at a stop. */
  public boolean measures(int stop) {
    return losses.contains(stop);
  }
}
