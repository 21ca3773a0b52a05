package io.luckynodes.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.job.Job;
import io.luckynodes.job.Plan;
import io.luckynodes.job.Resources;
import io.luckynodes.job.Stage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Estimates beside what tasks of real runs took on the reference machine: {@code
 * costs/measured.csv}, from the traces of four runs.
 */
class CostModelTest {
  private static final Map<String, Map<String, Sum>> ESTIMATES = new HashMap<>();

  /** Tasks of one stage of an experiment. */
  private record Sum(int tasks, double seconds, int mostMemory) {
    Sum plus(Resources job) {
      return new Sum(
          tasks + 1,
          seconds + 60 * job.cpus() * job.minutes(),
          Math.max(mostMemory, job.memoryMb()));
    }
  }

  /** A row of the table. */
  record Measured(
      String scale, String experiment, Stage stage, int tasks, double seconds, double peakMb) {
    private Sum estimate() {
      Sum sum =
          ESTIMATES
              .computeIfAbsent(scale, CostModelTest::estimates)
              .get(stage.id() + " " + experiment);
      assertThat(sum).as("the plan has " + this).isNotNull();
      return sum;
    }
  }

  private static Map<String, Sum> estimates(String scale) {
    List<Job> jobs =
        PlanStage.jobs(
            new PlanStage.Request(
                Path.of("figures"), List.of(), List.of(), scale, Optional.empty()));
    Map<String, Resources> resources = new HashMap<>();
    for (Plan.Entry entry : PlanStage.summary(scale, jobs, 0).jobs()) {
      resources.put(entry.id(), entry.resources());
    }
    Map<String, Sum> sums = new TreeMap<>();
    for (Job job : jobs) {
      sums.merge(
          job.stage().id() + " " + job.experiment(),
          new Sum(0, 0, 0).plus(resources.get(job.id())),
          (a, b) ->
              new Sum(
                  a.tasks + b.tasks, a.seconds + b.seconds, Math.max(a.mostMemory, b.mostMemory)));
    }
    return sums;
  }

  static Stream<Measured> measured() throws IOException {
    List<Measured> rows = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                CostModelTest.class.getResourceAsStream("/costs/measured.csv"),
                StandardCharsets.UTF_8))) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split(",", -1);
        rows.add(
            new Measured(
                cells[0],
                cells[1],
                Stage.valueOf(cells[2].toUpperCase(Locale.ROOT)),
                Integer.parseInt(cells[3]),
                Double.parseDouble(cells[4]),
                Double.parseDouble(cells[5])));
      }
    }
    return rows.stream();
  }

  @ParameterizedTest
  @MethodSource("measured")
  void aStageOfAnExperimentTakesWhatIsEstimatedWithinTwoThirds(Measured row) {
    Sum estimate = row.estimate();
    assertThat(estimate.tasks()).isEqualTo(row.tasks());
    // Below ten seconds a task is but its start.
    double slack = 5 * row.tasks();
    assertThat(row.seconds())
        .isBetween(estimate.seconds() / 1.67 - slack, estimate.seconds() * 1.67 + slack);
  }

  @ParameterizedTest
  @MethodSource("measured")
  void memoryAskedForIsAThirdMoreThanWhatWasUsed(Measured row) {
    assertThat(row.estimate().mostMemory()).isGreaterThan((int) (1.33 * row.peakMb()));
  }

  @Test
  void allThatWasMeasuredTookWhatIsEstimatedWithinATenth() throws IOException {
    Map<String, double[]> sums = new TreeMap<>();
    for (Measured row : measured().toList()) {
      double[] sum = sums.computeIfAbsent(row.scale(), scale -> new double[2]);
      sum[0] += row.seconds();
      sum[1] += row.estimate().seconds();
    }
    assertThat(sums).containsOnlyKeys("smoke", "laptop", "paper");
    sums.forEach((scale, sum) -> assertThat(sum[0] / sum[1]).as(scale).isBetween(1 / 1.1, 1.1));
  }

  @Test
  void whatCanPauseTellsItsPartsAndWhatTheLongestTakes() {
    List<Job> jobs =
        PlanStage.jobs(
            new PlanStage.Request(
                Path.of("figures"), List.of(), List.of(), "paper", Optional.empty()));
    Map<String, Job> byId = new HashMap<>();
    jobs.forEach(job -> byId.put(job.id(), job));
    int pausing = 0;
    for (Job job : jobs) {
      Resources needed = CostModel.of(job, byId);
      if (job.settings().containsKey("steps") && job.stage() == Stage.STUDENT) {
        // Stops are not evenly apart.
        assertThat(needed.parts()).as(job.id()).isPositive();
        assertThat(needed.partMinutes())
            .as(job.id())
            .isBetween(needed.minutes() / needed.parts(), needed.minutes());
        pausing++;
        continue;
      }
      String setting =
          switch (job.stage()) {
            case TEACHER -> "teacher_epochs";
            case PRUNE -> "fine_tune_epochs";
            case STUDENT -> "epochs";
            default -> "";
          };
      int parts = job.settings().containsKey(setting) ? job.integer(setting) : 0;
      if (job.model().endsWith("convnet")) {
        if (job.stage() == Stage.METRICS) {
          parts = (int) CostModel.epochs(byId.get(job.needs().get("student")), "snapshot_epochs");
        } else if (parts > 0) {
          // Within an epoch too, each quarter of an hour.
          assertThat(needed.partMinutes()).as(job.id()).isLessThanOrEqualTo(15);
          parts = Math.max(parts, (int) Math.ceil(needed.minutes() / 15));
        }
      }
      assertThat(needed.parts()).as(job.id()).isEqualTo(parts);
      assertThat(needed.partMinutes() * parts)
          .as(job.id())
          .isCloseTo(parts == 0 ? 0 : needed.minutes(), within(1e-9 * needed.minutes()));
      pausing += parts > 0 ? 1 : 0;
    }
    assertThat(pausing).isGreaterThan(100);
  }

  @Test
  void anEpochOfHoursIsManyPartsAndOneOfSecondsIsOne() {
    Map<String, Job> byId = new HashMap<>();
    for (String scale : List.of("smoke", "paper")) {
      List<Job> jobs =
          PlanStage.jobs(
              new PlanStage.Request(
                  Path.of("figures"), List.of(), List.of(), scale, Optional.empty()));
      byId.clear();
      jobs.forEach(job -> byId.put(job.id(), job));
      for (Job job : jobs) {
        if (job.experiment().equals("luck-cifar10-convnet") && job.stage() == Stage.STUDENT) {
          int parts = CostModel.of(job, byId).parts();
          int epochs = job.integer("epochs");
          assertThat(parts).as(job.id()).isGreaterThanOrEqualTo(epochs);
          assertThat(parts > epochs).as(job.id()).isEqualTo(scale.equals("paper"));
        }
      }
      assertThat(byId.keySet()).anyMatch(id -> id.startsWith("student.luck-cifar10-convnet"));
    }
  }

  @Test
  void seedsAreSplitIntoJobsOfTwoToFourMinutesEvenlyWherePossible() {
    for (int seeds : new int[] {1, 2, 3, 5, 7, 8, 31, 32, 33, 97, 400}) {
      for (double minutes = 0.05; minutes < 3000; minutes *= 1.37) {
        int parts = CostModel.parts(minutes, seeds);
        assertThat(parts).isBetween(1, seeds);
        double shortest = minutes * Math.floorDiv(seeds, parts) / seeds;
        double longest = minutes * -Math.floorDiv(-seeds, parts) / seeds;
        String of = seeds + " seeds of " + minutes + " minutes in " + parts;
        if (parts > 1) {
          assertThat(shortest).as(of).isGreaterThanOrEqualTo(Estimate.LEAST_MINUTES);
        }
        // Twice as long at most, where one more part would leave too short ones; or one seed is.
        if (parts < seeds) {
          assertThat(longest).as(of).isLessThan(2 * 4.0 + minutes / seeds);
        }
      }
    }
    assertThat(CostModel.parts(3.9, 32)).isEqualTo(1);
    assertThat(CostModel.parts(27.5, 32)).isEqualTo(8);
    assertThat(CostModel.parts(27.5, 31)).isEqualTo(7);
    assertThat(CostModel.parts(4.5, 3)).isEqualTo(1);
  }
}
