package io.luckynodes.metrics.convnet;

import io.luckynodes.artifact.ArtifactReader;
import io.luckynodes.artifact.Table;
import io.luckynodes.job.Job;
import io.luckynodes.job.Member;
import io.luckynodes.metrics.Accuracy;
import io.luckynodes.metrics.Correlations;
import io.luckynodes.metrics.LayerTables;
import io.luckynodes.network.Observation;
import io.luckynodes.network.convnet.ConvNetObserver;
import io.luckynodes.network.shape.ConvNetShape;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.table.TableWriter;
import io.luckynodes.training.TrainingLoop;
import io.luckynodes.training.Weights;
import io.luckynodes.training.convnet.ConvNetEvaluation;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Measurements of a ConvNet student on evaluation images, with both networks in evaluation mode.
 */
final class ConvNetMetrics {
  private final Job job;
  private final Parameters teacher;
  private final Function<Parameters, ConvNetShape> shapeOf;
  private final ConvNetEvaluation evaluation;
  private final Accuracy accuracy;
  private final double teacherAccuracy;
  private final KeptMeasurements kept;

  /**
   * @param shapeOf finds a network's shape from its tensors
   * @param accuracy accuracy of networks of the job's kind
   * @param kept measurements of this job, from earlier tries and for later ones
   */
  ConvNetMetrics(
      Job job,
      Parameters teacher,
      Function<Parameters, ConvNetShape> shapeOf,
      ConvNetEvaluation evaluation,
      Accuracy accuracy,
      KeptMeasurements kept) {
    this.job = job;
    this.teacher = teacher;
    this.shapeOf = shapeOf;
    this.evaluation = evaluation;
    this.accuracy = accuracy;
    this.teacherAccuracy = accuracy.of(teacher);
    this.kept = kept;
  }

  /**
   * Fills the tables with every snapshot. Epochs of the job's {@code snapshot_epochs} that a
   * diverged student did not reach get rows without numbers.
   *
   * @throws io.luckynodes.error.LuckyException ({@link io.luckynodes.error.ExitCode#PAUSED}) if the
   *     task pauses
   */
  void measure(ArtifactReader snapshots, TableWriter tables) {
    LayerTables layers = new LayerTables(tables);
    SortedSet<Integer> measured;
    try {
      measured = measure(snapshots, tables, layers);
    } catch (RuntimeException endsHere) {
      kept.close();
      throw endsHere;
    }
    int epochs = job.integer("epochs");
    SortedSet<Integer> expected = TrainingLoop.snapshotEpochs(job, epochs);
    expected.add(epochs);
    for (int epoch : expected.headSet(epochs + 1)) {
      if (!measured.contains(epoch)) {
        layers.addDiverged(job.members().get(0), epoch, shapeOf.apply(teacher).channels());
      }
    }
    layers.finish();
  }

  /** Measures every snapshot; returns their epochs. */
  private SortedSet<Integer> measure(
      ArtifactReader snapshots, TableWriter tables, LayerTables layers) {
    snapshots.expect(TrainingLoop.SNAPSHOTS);
    ConvNetShape teacherShape = shapeOf.apply(teacher);
    SortedSet<Integer> measured = new TreeSet<>();
    @Nullable ConvNetObserver observer = null;
    try {
      for (Table table = snapshots.next(); table != null; table = snapshots.next()) {
        for (Weights.Entry student : Weights.entries(table)) {
          ConvNetShape studentShape = shapeOf.apply(student.parameters());
          Member member = job.member(student.member(), table.origin());
          if (!studentShape.comparableTo(teacherShape)) {
            throw student.parameters().fault(studentShape + " of a teacher of " + teacherShape);
          }
          Optional<ConvNetMeasurement> before =
              kept.of(student.member(), student.epoch())
                  .flatMap(own -> ConvNetMeasurement.of(own, teacherShape, studentShape));
          measured.add(student.epoch());
          if (before.isPresent()) {
            before.get().addTo(tables, layers, member, student.epoch(), teacherAccuracy);
            kept.passOver();
            continue;
          }
          kept.begin();
          if (observer == null) {
            observer =
                new ConvNetObserver(
                    teacherShape,
                    teacher,
                    studentShape,
                    student.parameters(),
                    evaluation.part(),
                    job.integer("threads"));
          }
          observer.load(student.parameters());
          Totals totals = new Totals(teacherShape, studentShape, evaluation.samples());
          evaluation.run(observer, totals::add);
          ConvNetMeasurement measurement =
              totals.measurement(accuracy.of(student.parameters(), totals.studentOutputs()));
          measurement.addTo(tables, layers, member, student.epoch(), teacherAccuracy);
          kept.add(student.member(), student.epoch(), measurement.table());
        }
      }
    } finally {
      if (observer != null) {
        observer.close();
      }
    }
    return measured;
  }

  /** Sums over the parts of the evaluation images. */
  private static final class Totals {
    private final List<Correlations> layers = new ArrayList<>();
    private final FloatBuffer studentOutputs;
    private double squared;
    private long outputs;

    /**
     * @param samples number of evaluation images
     */
    Totals(ConvNetShape teacher, ConvNetShape student, int samples) {
      studentOutputs = FloatBuffer.allocate(samples * student.outputs());
      for (int layer = 0; layer < teacher.layers(); layer++) {
        layers.add(new Correlations(teacher.channels().get(layer), student.channels().get(layer)));
      }
    }

    void add(Observation seen) {
      for (int layer = 0; layer < layers.size(); layer++) {
        layers.get(layer).add(seen.layers().get(layer));
      }
      studentOutputs.put(seen.studentOutputs());
      for (int i = 0; i < seen.teacherOutputs().length; i++) {
        double difference = (double) seen.teacherOutputs()[i] - seen.studentOutputs()[i];
        squared += difference * difference;
        outputs++;
      }
    }

    /** The student's outputs on all evaluation images, [samples, outputs] row-major. */
    float[] studentOutputs() {
      return studentOutputs.array();
    }

    ConvNetMeasurement measurement(double accuracy) {
      return new ConvNetMeasurement(
          layers.stream().map(Correlations::matrix).toList(),
          layers.stream().map(Correlations::deadTeachers).toList(),
          squared,
          outputs,
          accuracy);
    }
  }
}
