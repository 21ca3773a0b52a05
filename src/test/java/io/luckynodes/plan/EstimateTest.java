package io.luckynodes.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.definition.Definitions;
import io.luckynodes.definition.Experiment;
import io.luckynodes.job.Job;
import io.luckynodes.job.Member;
import io.luckynodes.job.Plan;
import io.luckynodes.job.Scale;
import io.luckynodes.job.Stage;
import io.luckynodes.plan.Estimate.Length;
import io.luckynodes.plan.Estimate.Machine;
import io.luckynodes.plan.Estimate.Outside;
import io.luckynodes.plan.Estimate.Row;
import io.luckynodes.plan.Estimate.Run;
import io.luckynodes.plan.Schedule.Task;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EstimateTest {
  private static final List<Integer> SLOTS = List.of(1, 16, 128, 1024);
  private static final Definitions DEFINITIONS = Definitions.read(Path.of("figures"), List.of());

  private static List<Job> jobs(String scale, String... figures) {
    return PlanStage.jobs(
        new PlanStage.Request(
            Path.of("figures"), List.of(), List.of(figures), scale, Optional.empty()));
  }

  private static Estimate estimate(String scale, Machine machine) {
    return Estimate.of(scale, jobs(scale), machine, 0, Estimate.MOST_MINUTES, SLOTS);
  }

  @Test
  void tasksAreChainedAsTheWorkflowChainsThem() {
    Plan plan = PlanStage.summary("paper", jobs("paper"), 0);
    List<Task> tasks = TaskGraph.tasks(PlannedTask.of(plan), task -> 1);
    Map<String, Task> byId = new HashMap<>();
    Set<String> seen = new HashSet<>();
    for (Task task : tasks) {
      assertThat(seen).as(task.id()).containsAll(task.waitsFor());
      assertThat(task.waitsFor().isEmpty()).isEqualTo(task.id().equals("plan"));
      seen.add(task.id());
      byId.put(task.id(), task);
    }
    assertThat(tasks).hasSize(plan.jobs().size() + 2);
    assertThat(byId.get("dataset.cifar10").waitsFor()).containsExactly("plan");
    for (Plan.Entry job : plan.jobs()) {
      assertThat(byId.get(job.id()).waitsFor())
          .containsExactlyElementsOf(
              job.needs().isEmpty() ? List.of("plan") : new TreeSet<>(job.needs()));
    }
    assertThat(byId.get("report").waitsFor())
        .containsExactlyInAnyOrderElementsOf(
            plan.jobs().stream()
                .filter(job -> job.stage() == Stage.METRICS || job.stage() == Stage.FIGURE)
                .map(Plan.Entry::id)
                .toList());
  }

  @Test
  void withoutDataSetsTeachersWaitForThePlanAlone() {
    Plan plan = PlanStage.summary("smoke", jobs("smoke", "student-specialization/fig03"), 0);
    assertThat(TaskGraph.tasks(PlannedTask.of(plan), task -> 1))
        .filteredOn(task -> task.id().startsWith("teacher."))
        .singleElement()
        .extracting(Task::waitsFor)
        .isEqualTo(List.of("plan"));
  }

  @Test
  void allIsTheSumOfTheStages() {
    for (String scale : Scale.ids()) {
      Estimate estimate = estimate(scale, Machine.REFERENCE);
      Row all = estimate.all();
      assertThat(estimate.stages())
          .extracting(Row::stage)
          .containsExactly(
              "plan", "dataset", "teacher", "prune", "student", "metrics", "figure", "report");
      assertThat(estimate.stages().stream().mapToInt(Row::tasks).sum())
          .isEqualTo(all.tasks())
          .isEqualTo(jobs(scale).size() + 2)
          .isEqualTo(estimate.tasks().size());
      assertThat(estimate.stages().stream().mapToDouble(Row::cpuHours).sum())
          .isCloseTo(all.cpuHours(), within(1e-6));
      assertThat(estimate.stages().stream().mapToDouble(Row::longestMinutes).max())
          .hasValue(all.longestMinutes());
      assertThat(estimate.stages().stream().mapToInt(Row::memoryMb).max()).hasValue(all.memoryMb());
      assertThat(estimate.stages().stream().mapToDouble(Row::writtenBytes).sum())
          .isCloseTo(all.writtenBytes(), within(1.0));
      assertThat(all.gpuHours()).isZero();
    }
  }

  @Test
  void runsKeepToTheirBounds() {
    for (String scale : Scale.ids()) {
      Estimate estimate = estimate(scale, new Machine(1, 0, 30, 100e6));
      double work = estimate.all().cpuHours() + estimate.all().tasks() * 30.0 / 3600;
      double before = Double.MAX_VALUE;
      for (Run run : estimate.runs()) {
        double share = work / run.slots();
        assertThat(run.hours())
            .isBetween(
                Math.max(share, run.criticalHours()) - 1e-6, share + run.criticalHours() + 1e-6);
        assertThat(share + run.criticalHours()).isLessThan(before);
        before = share + run.criticalHours();
      }
      assertThat(estimate.runs().get(0).hours()).isCloseTo(work, within(1e-6));
      assertThat(estimate).isEqualTo(estimate(scale, new Machine(1, 0, 30, 100e6)));
    }
  }

  @Test
  void theBottleneckIsTheLargestOfWhatNoOrderCanGoBelow() {
    Estimate estimate = estimate("paper", Machine.REFERENCE);
    assertThat(estimate.runs().get(0).bottleneck()).isEqualTo("slots");
    assertThat(estimate.runs().get(3).bottleneck())
        .startsWith("critical path: student.luck-cifar10-convnet.");
    assertThat(estimate.runs())
        .allSatisfy(run -> assertThat(run.usefulSlots()).isCloseTo(19.6, within(0.1)));
    assertThat(estimate.runs().get(3).criticalPath())
        .startsWith("plan", "dataset.cifar10", "teacher.luck-cifar10-convnet.s1")
        .endsWith("report")
        .hasSize(7);
    assertThat(estimate("paper", new Machine(1, 0, 0, 1e3)).runs())
        .extracting(Run::bottleneck)
        .containsOnly("bytes");
  }

  @Test
  void aFasterMachineTakesLessAndAGpuServesTheStagesThatTrainAndMeasure() {
    Estimate one = estimate("paper", Machine.REFERENCE);
    Estimate fast = estimate("paper", new Machine(2, 0, 0, 100e6));
    assertThat(fast.all().cpuHours()).isCloseTo(one.all().cpuHours() / 2, within(1e-6));
    assertThat(fast.runs().get(0).hours()).isCloseTo(one.runs().get(0).hours() / 2, within(1e-6));

    Estimate gpu = estimate("paper", new Machine(1, 50, 0, 100e6));
    Set<String> withGpu = Set.of("teacher", "prune", "student", "metrics");
    for (Row row : gpu.stages()) {
      Row alone =
          one.stages().stream()
              .filter(other -> other.stage().equals(row.stage()))
              .findFirst()
              .orElseThrow();
      boolean served = withGpu.contains(row.stage());
      assertThat(row.gpuHours())
          .as(row.stage())
          .isCloseTo(served ? alone.cpuHours() / 50 : 0, within(1e-9));
      assertThat(row.cpuHours())
          .isCloseTo(served ? alone.cpuHours() / 50 : alone.cpuHours(), within(1e-9));
    }
    assertThatThrownBy(() -> new Machine(0, 0, 0, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyStudentOfTheFiguresWritesItsWeightsDown() {
    for (String scale : Scale.ids()) {
      List<Job> jobs = jobs(scale);
      ArtifactSizes sizes = new ArtifactSizes(jobs);
      for (PlannedTask task : PlannedTask.of(PlanStage.summary(scale, jobs, 0))) {
        assertThat(sizes.written(task)).as(task.id()).isPositive();
        if (task.stage() != Stage.DATASET && !task.needs().isEmpty()) {
          assertThat(sizes.read(task)).as(task.id()).isPositive();
        }
      }
    }
  }

  @Test
  void snapshotsAreAsLargeAsThoseOfRuns() {
    List<Job> jobs = jobs("laptop");
    ArtifactSizes sizes = new ArtifactSizes(jobs);
    Map<String, Double> megabytes =
        PlannedTask.of(PlanStage.summary("laptop", jobs, 0)).stream()
            .collect(Collectors.toMap(PlannedTask::id, task -> sizes.written(task) / 1e6));
    // Bytes of snapshots and history that runs left.
    Map.of(
            "student.luck-gaus-fc.bn0.s1", 217.77,
            "student.luck-gaus-fc-small.bn0.s1", 10.67,
            "student.luck-gaus-convnet.fs1-bn0.s1", 20.21,
            "student.two-layer-20.or10.s1-4", 9.08,
            "student.twenty-teachers.s1-8", 50.64)
        .forEach(
            (id, measured) ->
                assertThat(megabytes.get(id)).as(id).isCloseTo(measured, within(0.15 * measured)));
  }

  /**
   * What a job is is decided by grouping in one place alone: how many seeds train together. All
   * other stages have one job for each of those, or for each figure.
   */
  @Test
  void groupingLeavesNoTaskOfThePaperTooShortOrTooLong() {
    List<Job> jobs = jobs("paper");
    Map<String, Double> minutes =
        PlanStage.summary("paper", jobs, 0).jobs().stream()
            .collect(Collectors.toMap(Plan.Entry::id, entry -> entry.resources().minutes()));
    for (Job job : jobs) {
      Experiment experiment = DEFINITIONS.experiments().get(job.experiment());
      if (job.stage() != Stage.STUDENT) {
        continue;
      }
      long seeds = job.members().stream().map(Member::seed).distinct().count();
      if (!experiment.model().trainedTogether()) {
        assertThat(seeds).as(job.id()).isOne();
      } else if (seeds < experiment.seeds().value().intValue()) {
        assertThat(minutes.get(job.id()))
            .as(job.id())
            .isGreaterThanOrEqualTo(Estimate.LEAST_MINUTES);
      }
      if (seeds > 1) {
        assertThat(minutes.get(job.id())).as(job.id()).isLessThanOrEqualTo(Estimate.MOST_MINUTES);
      }
    }
  }

  @Test
  void whatTakesLongerThanFourHoursRunsInTriesAndNoTryIsLonger() {
    Estimate estimate = estimate("paper", Machine.REFERENCE);
    assertThat(named(estimate, Length.IN_TRIES))
        .containsExactlyInAnyOrder(
            "teacher of cifar10-convnet",
            "teacher of luck-cifar10-convnet",
            "student of cifar10-convnet",
            "student of luck-cifar10-convnet",
            "student of luck-gaus-convnet",
            "metrics of cifar10-convnet",
            "metrics of luck-cifar10-convnet");
    assertThat(named(estimate, Length.LONGER)).isEmpty();
    assertThat(estimate.outside().stream().mapToInt(Outside::tasks).sum())
        .isEqualTo(
            estimate.tasks().stream()
                .filter(task -> task.stage().computes())
                .filter(task -> task.minutes() < 2 || task.minutes() > 240)
                .count());
    assertThat(estimate("laptop", Machine.REFERENCE).outside())
        .allSatisfy(tasks -> assertThat(tasks.length()).isEqualTo(Length.SHORTER));
    assertThat(estimate.outside())
        .filteredOn(tasks -> tasks.length() == Length.IN_TRIES)
        .allSatisfy(
            tasks -> assertThat(240.0 * tasks.tries()).isBetween(tasks.most(), 2 * tasks.most()));
    assertThat(estimate.tasks())
        .allSatisfy(
            task -> assertThat(task.tries() > 1).as(task.name()).isEqualTo(task.minutes() > 240));
  }

  @Test
  void aPartThatTakesLongerThanATaskShouldIsNamedAndMakesATryOfItsOwn() {
    List<Job> jobs = jobs("paper", "student-specialization/fig13");
    Map<String, Job> byId = jobs.stream().collect(Collectors.toMap(Job::id, job -> job));
    Estimate estimate = Estimate.of("paper", jobs, Machine.REFERENCE, 0, 1, List.of(1));
    assertThat(named(estimate, Length.LONGER))
        .contains("student of cifar10-convnet", "metrics of cifar10-convnet");
    for (Job job : jobs) {
      if (job.stage() == Stage.STUDENT) {
        assertThat(estimate.tasks())
            .filteredOn(row -> row.jobs().equals(List.of(job.id())))
            .singleElement()
            .returns(CostModel.of(job, byId).parts(), Estimate.TaskRow::tries);
      }
    }
    // On a machine ten thousand times as fast nothing of it is long.
    assertThat(
            Estimate.of("paper", jobs, new Machine(1e4, 0, 0, 1e8), 0, 240, List.of(1)).outside())
        .allSatisfy(tasks -> assertThat(tasks.length()).isEqualTo(Length.SHORTER));
  }

  @Test
  void atTheScaleOfThePapersNoTaskThatTrainsOrMeasuresIsTooShort() {
    List<Job> jobs = jobs("paper");
    double shortest = PlanStage.shortestTaskMinutes("paper");
    Estimate alone = Estimate.of("paper", jobs, Machine.REFERENCE, 0, 240, SLOTS);
    Estimate shared = Estimate.of("paper", jobs, Machine.REFERENCE, shortest, 240, SLOTS);
    assertThat(shared.outside()).noneMatch(tasks -> tasks.length() == Length.SHORTER);
    assertThat(shared.all().tasks()).isLessThan(alone.all().tasks() * 2 / 3);
    // The start of Java and TensorFlow is all that is saved, and next to nothing waits for it.
    assertThat(shared.all().cpuHours())
        .isBetween(alone.all().cpuHours() - 0.5, alone.all().cpuHours());
    assertThat(shared.runs().get(3).criticalHours())
        .isBetween(alone.runs().get(3).criticalHours(), alone.runs().get(3).criticalHours() + 0.1);
    assertThat(shared.all().writtenBytes()).isCloseTo(alone.all().writtenBytes(), within(1.0));
    assertThat(
            shared.tasks().stream()
                .flatMap(task -> task.jobs().stream())
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(jobs.stream().map(Job::id).toList());
    for (String scale : List.of("smoke", "laptop")) {
      assertThat(PlanStage.shortestTaskMinutes(scale)).isZero();
    }
  }

  private static List<String> named(Estimate estimate, Length length) {
    return estimate.outside().stream()
        .filter(tasks -> tasks.length() == length)
        .map(tasks -> tasks.stage().id() + " of " + tasks.experiment())
        .toList();
  }

  @Test
  void figuresComeSoonAndOneByOneAndTheRunTakesHardlyLonger() {
    Estimate estimate =
        Estimate.of(
            "laptop",
            jobs("laptop"),
            Machine.REFERENCE,
            0,
            Estimate.MOST_MINUTES,
            List.of(2, 4, 8, 16));
    for (Estimate.Run run : estimate.runs()) {
      assertThat(run.figures()).hasSize(61);
      assertThat(60 * run.figures().get(0).hours()).isLessThan(3);
      // Most are cheap.
      assertThat(run.figures().get(30).hours()).isLessThan(0.1 * run.hours());
      double least = Math.max(run.criticalHours(), run.efficiency() * run.hours());
      assertThat(run.hours()).as(run.slots() + " slots").isLessThan(1.05 * least);
    }
  }
}
