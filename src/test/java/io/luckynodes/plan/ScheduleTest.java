package io.luckynodes.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.plan.Schedule.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
  private static final int GRAPHS = 300;
  private static final double ROUNDING = 1e-9;
  private static final double MARGIN = 1.5;

  /** Some tasks, each waiting for some of those before it. */
  private static List<Task> graph(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int size = 1 + random.nextInt(40);
    double density = random.nextDouble();
    List<Task> tasks = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      List<String> waitsFor = new ArrayList<>();
      for (int j = Math.max(0, i - 5); j < i; j++) {
        if (random.nextDouble() < density) {
          waitsFor.add("t" + j);
        }
      }
      double seconds = random.nextInt(4) == 0 ? 0 : 100 * random.nextDouble();
      tasks.add(new Task("t" + i, seconds, waitsFor, random.nextInt(4) == 0, random.nextInt(5)));
    }
    return tasks;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 100})
  void takesNoLessThanPathAndWorkAndNoMoreThanGrahamsBound(int slots) {
    for (long seed = 0; seed < GRAPHS; seed++) {
      Schedule run = Schedule.of(graph(seed), slots, MARGIN);
      double share = run.work() / slots;
      assertThat(run.seconds())
          .as("graph " + seed)
          .isGreaterThanOrEqualTo(Math.max(run.criticalSeconds(), share) - ROUNDING)
          .isLessThanOrEqualTo(share + run.criticalSeconds() * (slots - 1) / slots + ROUNDING);
      assertThat(run.efficiency()).isBetween(0.0, 1 + ROUNDING);
    }
  }

  @Test
  void oneSlotTakesAllTimesTogetherAndEnoughSlotsTheCriticalPath() {
    for (long seed = 0; seed < GRAPHS; seed++) {
      List<Task> tasks = graph(seed);
      double sum = tasks.stream().mapToDouble(Task::seconds).sum();
      assertThat(Schedule.of(tasks, 1, MARGIN).seconds()).isCloseTo(sum, within(ROUNDING));
      Schedule wide = Schedule.of(tasks, tasks.size(), MARGIN);
      assertThat(wide.seconds()).isCloseTo(wide.criticalSeconds(), within(ROUNDING));
    }
  }

  @Test
  void theCriticalPathIsAChainOfTasksThatWaitForEachOther() {
    for (long seed = 0; seed < GRAPHS; seed++) {
      Schedule run = Schedule.of(graph(seed), 2, MARGIN);
      List<Task> path = run.criticalPath();
      assertThat(path.stream().mapToDouble(Task::seconds).sum())
          .isCloseTo(run.criticalSeconds(), within(ROUNDING));
      for (int i = 1; i < path.size(); i++) {
        assertThat(path.get(i).waitsFor()).contains(path.get(i - 1).id());
      }
      assertThat(path.get(0).waitsFor()).isEmpty();
    }
  }

  @Test
  void theSameTasksTakeTheSameTimeAgain() {
    for (long seed = 0; seed < GRAPHS; seed++) {
      assertThat(Schedule.of(graph(seed), 3, MARGIN))
          .isEqualTo(Schedule.of(graph(seed), 3, MARGIN));
    }
  }

  @Test
  void tasksBeginByTheirTurnsUnlessTheEndWaitsForThem() {
    List<Task> tasks =
        List.of(
            new Task("plan", 1, List.of(), true, 0),
            new Task("a", 2, List.of("plan"), false, 0),
            new Task("b", 2, List.of("plan"), false, 1),
            new Task("measured", 1, List.of("b"), true, 0),
            new Task("long", 5, List.of("plan"), false, 2),
            new Task("short", 1, List.of("plan"), false, 2));
    // One after the other nothing is waited for: by turns, and what is measured at once; of one
    // turn the longer first.
    assertThat(Schedule.of(tasks, 1, MARGIN).ends().keySet())
        .containsExactly("plan", "a", "b", "measured", "long", "short");
    // With two slots the long one takes nearly as long as all others together and begins first,
    // then b, after which something comes.
    Schedule two = Schedule.of(tasks, 2, MARGIN);
    assertThat(two.seconds()).isEqualTo(7);
    assertThat(two.ends())
        .containsEntry("long", 6.0)
        .containsEntry("b", 3.0)
        .containsEntry("measured", 4.0)
        .containsEntry("a", 6.0);
    assertThat(two.criticalPath()).extracting(Task::id).containsExactly("plan", "long");
    // Four of 3 on two slots, with two of 2 before them: 2, then 3 and 3.
    List<Task> even = new ArrayList<>();
    even.add(new Task("a", 2, List.of(), false, 0));
    even.add(new Task("b", 2, List.of(), false, 0));
    for (int i = 0; i < 4; i++) {
      even.add(new Task("c" + i, 3, List.of("a", "b"), false, 0));
    }
    assertThat(Schedule.of(even, 2, MARGIN).seconds()).isEqualTo(8);
    assertThat(Schedule.of(even, 2, MARGIN).efficiency()).isEqualTo(1);
    assertThat(Schedule.of(even, 4, MARGIN).seconds()).isEqualTo(5);
  }

  @Test
  void nothingTakesNoTime() {
    Schedule none = Schedule.of(List.of(), 4, MARGIN);
    assertThat(none.seconds()).isZero();
    assertThat(none.efficiency()).isEqualTo(1);
    assertThat(none.criticalPath()).isEmpty();
  }

  @Test
  void aTaskThatWaitsForALaterOneIsRefused() {
    assertThatThrownBy(
            () ->
                Schedule.of(
                    List.of(
                        new Task("a", 1, List.of("b"), false, 0),
                        new Task("b", 1, List.of(), false, 0)),
                    1,
                    MARGIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a waits for b, which comes later");
    assertThatThrownBy(() -> Schedule.of(List.of(), 0, MARGIN)).hasMessage("no slots: 0");
  }
}
