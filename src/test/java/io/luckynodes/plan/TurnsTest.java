package io.luckynodes.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.luckynodes.job.Plan;
import io.luckynodes.job.Resources;
import io.luckynodes.job.Stage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private static Plan.Entry job(Stage stage, String id, double minutes, String... needs) {
    return new Plan.Entry(
        id, stage, stage.id(), id, List.of(needs), new Resources(1, 1000, minutes));
  }

  private static Map<String, Plan.Turn> turns(Plan.Entry... jobs) {
    return Turns.given(List.of(jobs), Set.of()).stream()
        .collect(Collectors.toMap(Plan.Entry::id, Plan.Entry::turn));
  }

  @Test
  void theCheapestFigureComesFirstAndWhatSharesItsExperimentFollows() {
    Map<String, Plan.Turn> turns =
        turns(
            job(Stage.TEACHER, "teacher", 1),
            job(Stage.STUDENT, "large", 50, "teacher"),
            job(Stage.STUDENT, "small", 10, "teacher"),
            job(Stage.STUDENT, "other", 12),
            job(Stage.METRICS, "of-large", 1, "large"),
            job(Stage.METRICS, "of-small", 1, "small"),
            job(Stage.METRICS, "of-other", 1, "other"),
            job(Stage.FIGURE, "both", 0.1, "of-large", "of-small"),
            job(Stage.FIGURE, "a", 0.1, "of-other"),
            job(Stage.FIGURE, "b", 0.1, "of-small"),
            job(Stage.FIGURE, "c", 0.2, "of-small"));

    // b for 12 minutes, then c for its drawing alone, a for 13, and both, of which 50 are left.
    assertThat(turns.get("b").figure()).isZero();
    assertThat(turns.get("c").figure()).isEqualTo(1);
    assertThat(turns.get("a").figure()).isEqualTo(2);
    assertThat(turns.get("both").figure()).isEqualTo(3);
    // A job belongs to the first figure that needs it.
    assertThat(turns.get("teacher").figure()).isZero();
    assertThat(turns.get("other").figure()).isEqualTo(2);
    assertThat(turns.get("large").figure()).isEqualTo(3);
  }

  @Test
  void whatNeedsAJobIsCountedOnce() {
    Map<String, Plan.Turn> turns =
        turns(
            job(Stage.TEACHER, "teacher", 1),
            job(Stage.STUDENT, "one", 10, "teacher"),
            job(Stage.STUDENT, "two", 20, "teacher"),
            job(Stage.METRICS, "metrics", 5, "one", "two"),
            job(Stage.FIGURE, "figure", 0.5, "metrics"));

    assertThat(turns.get("teacher").minutesAfter()).isEqualTo(35.5);
    assertThat(turns.get("one").minutesAfter()).isEqualTo(5.5);
    assertThat(turns.get("figure").minutesAfter()).isZero();
  }
}
