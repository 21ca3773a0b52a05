package io.luckynodes.metrics.race;

import io.luckynodes.dataset.TwoGaussians;
import io.luckynodes.job.Job;
import io.luckynodes.race.Samples;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.training.race.Stops;
import java.util.Arrays;
import java.util.Map;

/** The METRICS stage of the race in the plane. The training samples are the only samples. */
public final class RacePlaneMetricsStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    Job job = task.job();
    new RaceMetrics(task, Map.of())
        .run(
            Stops.unpruned(job),
            TwoGaussians.INPUTS,
            seed -> {
              TwoGaussians drawn =
                  TwoGaussians.draw(
                      job.streams(seed), job.integer("train_samples"), job.real("class_distance"));
              Samples samples =
                  new Samples(
                      TwoGaussians.INPUTS,
                      drawn.inputs(),
                      Arrays.stream(drawn.labels()).map(label -> label == 0 ? 1 : -1).toArray());
              return new RaceMetrics.Data(samples, samples);
            });
  }
}
