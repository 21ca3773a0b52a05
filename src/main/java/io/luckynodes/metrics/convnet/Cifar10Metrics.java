package io.luckynodes.metrics.convnet;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.artifact.ArtifactReader;
import io.luckynodes.artifact.Parent;
import io.luckynodes.dataset.Cifar10;
import io.luckynodes.dataset.Split;
import io.luckynodes.job.Job;
import io.luckynodes.metrics.MetricsStage;
import io.luckynodes.network.Numerics;
import io.luckynodes.network.shape.ConvNetShape;
import io.luckynodes.stage.StageTask;
import io.luckynodes.table.TableWriter;
import io.luckynodes.training.TrainingLoop;
import io.luckynodes.training.Weights;
import io.luckynodes.training.convnet.Cifar10Evaluation;
import io.luckynodes.training.convnet.ConvNetAccuracy;
import java.util.Map;
import java.util.Set;

/** Measurements of a ConvNet student on the test images of CIFAR-10. */
final class Cifar10Metrics {
  private Cifar10Metrics() {}

  static MetricsStage.Measured measure(StageTask task, Artifact teacher, TableWriter tables) {
    Job job = task.job();
    Cifar10 data = Cifar10.read(task.inputPath("dataset", Cifar10.KIND), Set.of(Split.TEST));
    try (ArtifactReader snapshots =
        new ArtifactReader(task.inputPath("student", TrainingLoop.SNAPSHOTS))) {
      Map<String, Parent> inputs =
          Map.of(
              "teacher",
              teacher.asInput(),
              "student",
              snapshots.asInput(),
              "dataset",
              data.asInput());
      Map<String, String> numerics = Numerics.of(job.integer("threads"));
      KeptMeasurements kept = new KeptMeasurements(task, inputs, numerics);
      new ConvNetMetrics(
              job,
              Weights.only(teacher),
              ConvNetShape::ofCifar10,
              new Cifar10Evaluation(data, job.integer("evaluation_samples")),
              new ConvNetAccuracy(data, job.integer("accuracy_samples"), job.integer("threads"))
                  ::of,
              kept)
          .measure(snapshots, tables);
      return new MetricsStage.Measured(inputs, numerics, kept::remove);
    }
  }
}
