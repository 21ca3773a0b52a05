package io.luckynodes.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.luckynodes.job.Plan;
import io.luckynodes.job.Resources;
import io.luckynodes.job.Stage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortJobsTest {
  private static Plan.Entry job(Stage stage, String name, double minutes, String... needs) {
    return job(stage, name, 1, minutes, needs);
  }

  private static Plan.Entry job(
      Stage stage, String name, int cpus, double minutes, String... needs) {
    String id = stage.id() + "." + name;
    return new Plan.Entry(
        id, stage, stage.id(), id, List.of(needs), new Resources(cpus, 1000, minutes));
  }

  private static Map<String, Set<String>> tasks(List<Plan.Entry> jobs, double shortest) {
    return ShortJobs.together(jobs, shortest).stream()
        .collect(
            Collectors.groupingBy(
                Plan.Entry::task, Collectors.mapping(Plan.Entry::id, Collectors.toSet())));
  }

  @Test
  void withoutAShortestTimeEachJobIsATask() {
    List<Plan.Entry> jobs = List.of(job(Stage.STUDENT, "a", 0), job(Stage.STUDENT, "b", 0.1));
    assertThat(ShortJobs.together(jobs, 0)).isEqualTo(jobs);
  }

  @Test
  void shortJobsOfAStageShareTasksUntilTheseAreLongEnough() {
    assertThat(
            tasks(
                List.of(
                    job(Stage.STUDENT, "long", 3),
                    job(Stage.STUDENT, "c", 1.1),
                    job(Stage.STUDENT, "b", 1.1),
                    job(Stage.STUDENT, "a", 1.1),
                    job(Stage.STUDENT, "d", 1.1)),
                2))
        .containsOnly(
            Map.entry("student.long", Set.of("student.long")),
            Map.entry("student.a", Set.of("student.a", "student.b")),
            Map.entry("student.c", Set.of("student.c", "student.d")));
  }

  @Test
  void whatIsLeftJoinsTheShortestTaskOfItsStage() {
    assertThat(
            tasks(
                List.of(
                    job(Stage.METRICS, "x", 9),
                    job(Stage.METRICS, "y", 3),
                    job(Stage.METRICS, "a", 0.5)),
                2))
        .containsOnly(
            Map.entry("metrics.x", Set.of("metrics.x")),
            Map.entry("metrics.a", Set.of("metrics.a", "metrics.y")));
    assertThat(tasks(List.of(job(Stage.METRICS, "a", 0.5), job(Stage.STUDENT, "b", 5)), 2))
        .hasSize(2);
  }

  @Test
  void noneWaitsLongerForAnotherThanATaskMayTake() {
    List<Plan.Entry> jobs =
        List.of(
            job(Stage.STUDENT, "days", 3000),
            job(Stage.STUDENT, "soon", 10),
            job(Stage.METRICS, "a", 0.5, "student.soon"),
            job(Stage.METRICS, "b", 0.5, "student.soon"),
            job(Stage.METRICS, "c", 0.5, "student.days"));
    assertThat(tasks(jobs, 2))
        .containsEntry("metrics.a", Set.of("metrics.a", "metrics.b"))
        .containsEntry("metrics.c", Set.of("metrics.c"));
  }

  @Test
  void drawingsAndDataSetsNeverShareATaskNorDoJobsOfOtherCores() {
    List<Plan.Entry> jobs =
        List.of(
            job(Stage.DATASET, "a", 0.2),
            job(Stage.DATASET, "b", 0.2),
            job(Stage.STUDENT, "one", 1, 0.2),
            job(Stage.STUDENT, "two", 2, 0.2),
            job(Stage.FIGURE, "a", 0.1),
            job(Stage.FIGURE, "b", 0.1));
    assertThat(ShortJobs.together(jobs, 2)).isEqualTo(jobs);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyJobIsInOneTaskOfItsStageAndTheOrderOfJobsDoesNotMatter(long seed) {
    Random random = new Random(seed);
    List<Plan.Entry> teachers = new ArrayList<>();
    List<Plan.Entry> students = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      teachers.add(job(Stage.TEACHER, "t" + i, 400 * random.nextDouble()));
      students.add(
          job(Stage.STUDENT, "s" + i, 3 * random.nextDouble(), "teacher.t" + random.nextInt(40)));
    }
    double shortest = 0.5 + 3 * random.nextDouble();
    List<Plan.Entry> jobs = new ArrayList<>(teachers);
    jobs.addAll(students);
    Plan plan =
        new Plan(
            Plan.FORMAT,
            "paper",
            List.of(),
            new TreeMap<>(),
            ShortJobs.together(jobs, shortest),
            new TreeMap<>());
    assertThat(plan.jobs())
        .extracting(Plan.Entry::id)
        .isEqualTo(jobs.stream().map(Plan.Entry::id).toList());
    int grouped = 0;
    for (PlannedTask task : PlannedTask.of(plan)) {
      assertThat(task.jobs()).allMatch(job -> job.stage() == task.stage());
      if (task.stage() == Stage.STUDENT) {
        grouped += task.jobs().size();
        assertThat(task.jobs()).extracting(Plan.Entry::id).contains(task.id());
      }
    }
    assertThat(grouped).isEqualTo(40);

    Collections.shuffle(teachers, random);
    Collections.shuffle(students, random);
    List<Plan.Entry> shuffled = new ArrayList<>(teachers);
    shuffled.addAll(students);
    assertThat(tasks(shuffled, shortest)).isEqualTo(tasks(jobs, shortest));
  }
}
