package io.luckynodes.metrics.race;

import io.luckynodes.dataset.BinaryCifar10;
import io.luckynodes.dataset.Cifar10;
import io.luckynodes.dataset.Grey;
import io.luckynodes.dataset.Split;
import io.luckynodes.job.Job;
import io.luckynodes.race.Samples;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.training.race.Stops;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** The METRICS stage of the race: classifiers of grey images. */
public final class RaceMetricsStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    Job job = task.job();
    Grey grey = Grey.of(job);
    Cifar10 images =
        Cifar10.read(task.inputPath("dataset", Cifar10.KIND), Set.of(Split.TRAIN, Split.TEST));
    Samples test = samples(BinaryCifar10.test(images, job.integer("evaluation_samples"), grey));
    new RaceMetrics(task, Map.of("dataset", images.asInput()))
        .run(
            Stops.of(job),
            BinaryCifar10.INPUTS,
            seed ->
                new RaceMetrics.Data(
                    samples(
                        BinaryCifar10.train(
                            images, job.integer("train_samples"), job.streams(seed), grey)),
                    test));
  }

  private static Samples samples(BinaryCifar10 images) {
    return new Samples(
        BinaryCifar10.INPUTS,
        images.inputs(),
        Arrays.stream(images.labels()).map(label -> label == 0 ? 1 : -1).toArray());
  }
}
