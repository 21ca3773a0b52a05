package io.luckynodes.student;

import io.luckynodes.dataset.GaussianInputs;
import io.luckynodes.job.Job;
import io.luckynodes.job.Member;
import io.luckynodes.network.Parameter;
import io.luckynodes.network.Parameters;
import io.luckynodes.network.TwoLayerForward;
import io.luckynodes.network.TwoLayerShape;
import io.luckynodes.network.TwoLayerTrainer;
import io.luckynodes.random.Streams;
import io.luckynodes.training.Trainee;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A job's two-layer students: N(0, σ²) weights, no biases at the start [C], Gaussian inputs fixed
 * for each seed.
 */
final class TwoLayerStudents implements Trainee {
  private final Job job;
  private final TwoLayerTrainer trainer;
  private final int samples;
  private final int batch;
  private final int steps;

  /**
   * @param teachers of each member, in order
   */
  TwoLayerStudents(Job job, List<Parameters> teachers) {
    this.job = job;
    this.samples = job.integer("train_samples");
    this.batch = job.integer("batch");
    this.steps = job.integer("steps_per_epoch");
    List<Parameters> initial = new ArrayList<>();
    List<TwoLayerTrainer.Task> tasks = new ArrayList<>();
    Map<Integer, float[]> inputs = new HashMap<>();
    for (int s = 0; s < job.members().size(); s++) {
      int seed = job.members().get(s).seed();
      TwoLayerShape teacher = TwoLayerShape.of(teachers.get(s));
      TwoLayerShape student =
          new TwoLayerShape(
              teacher.inputs(),
              teacher.hidden() * job.integer("over_realisation"),
              teacher.outputs());
      // Students of one seed see the same inputs, whatever their teacher's polarity.
      float[] x =
          inputs.computeIfAbsent(
              seed,
              own ->
                  GaussianInputs.draw(
                      streams(own).stream("train-inputs", "", Streams.ONCE),
                      samples,
                      student.inputs(),
                      job.real("input_std")));
      initial.add(initial(streams(seed), student, job.real("student_std")));
      tasks.add(new TwoLayerTrainer.Task(x, TwoLayerForward.outputs(teachers.get(s), x)));
    }
    this.trainer =
        new TwoLayerTrainer(
            new TwoLayerTrainer.Options(
                job.real("learning_rate"), batch, steps, job.integer("threads")),
            initial,
            tasks);
  }

  static Parameters initial(Streams streams, TwoLayerShape shape, double std) {
    RandomGenerator random = streams.stream("student-weights", "m=" + shape.hidden(), Streams.ONCE);
    float[] w1 = new float[(shape.inputs() + 1) * shape.hidden()];
    for (int i = 0; i < shape.inputs() * shape.hidden(); i++) {
      w1[i] = (float) (std * random.nextGaussian());
    }
    float[] w2 = new float[(shape.hidden() + 1) * shape.outputs()];
    for (int i = 0; i < shape.hidden() * shape.outputs(); i++) {
      w2[i] = (float) (std * random.nextGaussian());
    }
    return new Parameters(
        List.of(
            new Parameter(TwoLayerShape.W1, new int[] {shape.inputs() + 1, shape.hidden()}, w1),
            new Parameter(TwoLayerShape.W2, new int[] {shape.hidden() + 1, shape.outputs()}, w2)));
  }

  @Override
  public double[] epoch(int epoch) {
    Map<Integer, int[]> drawn = new HashMap<>();
    int[][] batches = new int[job.members().size()][];
    for (int s = 0; s < batches.length; s++) {
      Member member = job.members().get(s);
      batches[s] =
          drawn.computeIfAbsent(
              member.seed(),
              seed ->
                  streams(seed).stream("batches", "", epoch)
                      .ints((long) steps * batch, 0, samples)
                      .toArray());
    }
    return trainer.epoch(batches);
  }

  private Streams streams(int seed) {
    return new Streams(job.experiment(), seed);
  }

  @Override
  public List<Parameters> weights() {
    return trainer.weights();
  }

  @Override
  public List<Parameters> state() {
    return trainer.weights();
  }

  @Override
  public void restore(List<Parameters> state) {
    trainer.restore(state);
  }

  @Override
  public long samplesPerEpoch() {
    return (long) steps * batch * job.members().size();
  }

  @Override
  public void close() {
    trainer.close();
  }
}
