package io.luckynodes.figure;

import static org.assertj.core.api.Assertions.assertThat;

import io.luckynodes.job.FigureSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigureStageTest {
  /** The figures drawn here stay, to be looked at. */
  private static final Path GALLERY = Path.of("target", "test-figures");

  @TempDir private Path in = Path.of("set by JUnit");

  @Test
  void scatterFigureIsDrawn() throws IOException {
    SyntheticMetrics.write(in, "m1", "student-nodes", SyntheticMetrics.studentNodes(1, 32, 10));
    run(SyntheticMetrics.scatter(), "paper", GALLERY, "m1");
    assertThat(GALLERY.resolve("student-specialization/fig07.svg")).exists();
    assertThat(Files.size(GALLERY.resolve("student-specialization/fig07.svg")))
        .isLessThan(1_000_000);
  }

  @Test
  void boundaryFigureIsDrawn() {
    SyntheticMetrics.write(in, "m1", "boundaries", SyntheticMetrics.boundaries(0, 1, 5, 100));
    run(SyntheticMetrics.boundariesFigure(), "smoke", GALLERY, "m1");
    assertThat(GALLERY.resolve("student-specialization/fig03.svg")).exists();
  }

  @Test
  void curveFigureIsDrawn() {
    writeCurves(3);
    run(SyntheticMetrics.curves(), "laptop", GALLERY, "m1");
    assertThat(GALLERY.resolve("student-specialization/fig13.svg")).exists();
  }

  private void writeCurves(int seeds) {
    SyntheticMetrics.write(in, "m1", "layers", SyntheticMetrics.layers(seeds, 60));
    SyntheticMetrics.write(in, "m1", "evaluation", SyntheticMetrics.evaluation(seeds, 60, 0.72));
  }

  private void run(FigureSpec spec, String scale, Path target, String... jobs) {
    new FigureStage().run(SyntheticMetrics.task(spec, scale, in, target, jobs));
  }
}
