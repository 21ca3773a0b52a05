package io.luckynodes.metrics;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.artifact.ArtifactReader;
import io.luckynodes.artifact.Table;
import io.luckynodes.dataset.Cifar10;
import io.luckynodes.dataset.Split;
import io.luckynodes.job.Job;
import io.luckynodes.network.ConvNetObserver;
import io.luckynodes.network.ConvNetShape;
import io.luckynodes.network.Numerics;
import io.luckynodes.network.Observation;
import io.luckynodes.network.Parameters;
import io.luckynodes.stage.StageTask;
import io.luckynodes.training.ConvNetEvaluation;
import io.luckynodes.training.TrainingLoop;
import io.luckynodes.training.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Measures a ConvNet student on test images, both networks in evaluation mode. */
final class ConvNetMetrics {
  private ConvNetMetrics() {}

  static MetricsStage.Measured measure(
      StageTask task, Artifact teacherArtifact, MetricTables tables) {
    Job job = task.job();
    Parameters teacher = Weights.only(teacherArtifact);
    ConvNetShape teacherShape = ConvNetShape.ofCifar10(teacher);
    Cifar10 data = Cifar10.read(task.inputPath("dataset", Cifar10.KIND), Set.of(Split.TEST));
    ConvNetEvaluation evaluation = new ConvNetEvaluation(data, job.integer("evaluation_samples"));
    int threads = job.integer("threads");
    try (ArtifactReader reader =
        new ArtifactReader(task.inputPath("student", TrainingLoop.SNAPSHOTS))) {
      reader.expect(TrainingLoop.SNAPSHOTS);
      ConvNetObserver observer = null;
      try {
        for (Table table = reader.next(); table != null; table = reader.next()) {
          for (Weights.Entry student : Weights.entries(table)) {
            ConvNetShape studentShape = ConvNetShape.ofCifar10(student.parameters());
            if (observer == null) {
              observer =
                  new ConvNetObserver(
                      teacherShape,
                      teacher,
                      studentShape,
                      student.parameters(),
                      evaluation.part(),
                      threads);
            }
            observer.load(student.parameters());
            Totals totals = new Totals(teacherShape, studentShape);
            evaluation.run(observer, (seen, from) -> totals.add(seen, from, evaluation));
            totals.write(job, student, evaluation.samples(), tables);
          }
        }
      } finally {
        if (observer != null) {
          observer.close();
        }
      }
      return new MetricsStage.Measured(
          Map.of(
              "teacher",
              teacherArtifact.asInput(),
              "student",
              reader.asInput(),
              "dataset",
              data.asInput()),
          Numerics.of(threads));
    }
  }

  /** Sums over the parts of the test images. */
  private static final class Totals {
    private final List<Correlations> layers = new ArrayList<>();
    private double squared;
    private int outputs;
    private int studentCorrect;
    private int teacherCorrect;

    Totals(ConvNetShape teacher, ConvNetShape student) {
      for (int layer = 0; layer < teacher.layers(); layer++) {
        layers.add(new Correlations(teacher.channels().get(layer), student.channels().get(layer)));
      }
    }

    void add(Observation seen, int from, ConvNetEvaluation evaluation) {
      for (int layer = 0; layer < layers.size(); layer++) {
        layers.get(layer).add(seen.layers().get(layer));
      }
      for (int i = 0; i < seen.teacherOutputs().length; i++) {
        double difference = (double) seen.teacherOutputs()[i] - seen.studentOutputs()[i];
        squared += difference * difference;
        outputs++;
      }
      studentCorrect += evaluation.correct(seen.studentOutputs(), from);
      teacherCorrect += evaluation.correct(seen.teacherOutputs(), from);
    }

    void write(Job job, Weights.Entry student, int samples, MetricTables tables) {
      for (int layer = 0; layer < layers.size(); layer++) {
        tables.addLayer(
            job.members().get(student.member()),
            student.epoch(),
            layer,
            layers.get(layer).matrix());
      }
      tables.addEvaluation(
          job.members().get(student.member()),
          student.epoch(),
          squared / outputs,
          (double) studentCorrect / samples,
          (double) teacherCorrect / samples);
    }
  }
}
