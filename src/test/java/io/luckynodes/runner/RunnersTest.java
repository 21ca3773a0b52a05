package io.luckynodes.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.luckynodes.definition.ModelKind;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.figure.FigureStage;
import io.luckynodes.fingerprint.CodeFingerprints;
import io.luckynodes.job.Job;
import io.luckynodes.job.Stage;
import io.luckynodes.metrics.vgg.VggMetricsStage;
import io.luckynodes.student.twolayer.TwoLayerStudentStage;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RunnersTest {
  @Test
  void everyStageOfEveryKindOfNetworkHasARunnerOfItsOwn() {
    List<Class<?>> runners = new ArrayList<>();
    for (ModelKind kind : ModelKind.values()) {
      for (Stage stage : kind.stages()) {
        if (stage != Stage.DATASET) {
          Job job = job(stage, kind.id());
          runners.add(Runners.of(job).getClass());
          assertThat(CodeFingerprints.of(job.runner())).isNotEmpty();
        }
      }
    }
    // Two networks that differ only in what is read of them share one.
    runners.remove(VggMetricsStage.class);
    assertThat(runners).contains(TwoLayerStudentStage.class).doesNotHaveDuplicates();
  }

  @Test
  void everyStageIsDoneBySomeClass() {
    assertThat(Runners.classes().keySet())
        .extracting(name -> name.split("\\.", 2)[0])
        .containsOnlyOnceElementsOf(List.of("plan", "figure", "report"))
        .contains("dataset", "teacher", "prune", "student", "metrics");
  }

  @Test
  void everyDataSetIsBroughtBySomeClass() {
    for (ModelKind kind : ModelKind.values()) {
      kind.dataset()
          .ifPresent(name -> assertThat(Runners.classes()).containsKey(Stage.DATASET.runner(name)));
    }
  }

  @Test
  void aFigureIsDrawnByTheSameCodeWhateverTheNetwork() {
    for (ModelKind kind : ModelKind.values()) {
      assertThat(Runners.of(job(Stage.FIGURE, kind.id()))).isInstanceOf(FigureStage.class);
    }
  }

  @Test
  void aKindOfNetworkThatAStageDoesNotKnowIsRefusedWithThoseItKnows() {
    assertThatThrownBy(() -> Runners.of(job(Stage.PRUNE, "two-layer")))
        .isInstanceOfSatisfying(
            LuckyException.class,
            fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.BAD_INPUT))
        .hasMessage("job sample: stage prune has no model two-layer; it has convnet");
  }

  private static Job job(Stage stage, String model) {
    return new Job(
        "sample", stage, "", "", model, "smoke", new TreeMap<>(), List.of(), new TreeMap<>(), null);
  }
}
