package io.luckynodes.testkit;

import io.luckynodes.artifact.ArtifactWriter;
import io.luckynodes.artifact.Column;
import io.luckynodes.artifact.Table;
import io.luckynodes.job.Stage;
import io.luckynodes.random.Streams;
import io.luckynodes.stage.StageTask;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;

/** A data set in the form of CIFAR-10 whose images are noise, brighter in some classes. */
public final class NoiseImages {
  /** Id of the job whose output it is. */
  public static final String JOB = "dataset.noise";

  /** Kind of that output. */
  public static final String KIND = "dataset";

  /** Numbers of an image. */
  public static final int PIXELS = 3072;

  private static final int ROWS = 10_000;
  private static final int SHIFTS = 1000;

  private NoiseImages() {}

  /**
   * Writes it.
   *
   * @param noise pixels are below it
   * @param brightness of a label, added to each pixel of its images
   */
  public static void write(Path folder, int noise, IntUnaryOperator brightness) {
    RandomGenerator random = new Streams("tiny", 1).stream("images", "", Streams.ONCE);
    byte[] pixels = new byte[PIXELS + SHIFTS];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) random.nextInt(noise);
    }
    StageTask task =
        PipelineHarness.task(
            new PipelineHarness("cifar10").job(JOB, Stage.DATASET, Map.of(), Map.of(), List.of()),
            folder);
    try (ArtifactWriter writer =
        new ArtifactWriter(task.outputPath(KIND), task.record(KIND, Map.of(), Map.of()))) {
      for (int batch = 0; batch < 6; batch++) {
        writer.append(batch(random, pixels, brightness, batch == 5));
      }
      writer.finish();
    }
  }

  private static Table batch(
      RandomGenerator random, byte[] pixels, IntUnaryOperator brightness, boolean ofTest) {
    boolean[] test = new boolean[ROWS];
    Arrays.fill(test, ofTest);
    int[] labels = new int[ROWS];
    byte[] images = new byte[ROWS * PIXELS];
    for (int i = 0; i < ROWS; i++) {
      labels[i] = random.nextInt(10);
      int shift = random.nextInt(SHIFTS);
      int brighter = brightness.applyAsInt(labels[i]);
      for (int p = 0; p < PIXELS; p++) {
        images[i * PIXELS + p] = (byte) (pixels[shift + p] + brighter);
      }
    }
    return new Table(
        new Column.Flags("test", test),
        new Column.Ints("label", labels),
        new Column.Blobs("image", PIXELS, images));
  }
}
