package io.luckynodes.student.twolayer;

import io.luckynodes.dataset.GaussianInputs;
import io.luckynodes.job.Job;
import io.luckynodes.network.shape.Parameter;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.network.shape.TwoLayerShape;
import io.luckynodes.network.twolayer.TwoLayerTrainer;
import io.luckynodes.random.Streams;
import io.luckynodes.training.Trainee;
import io.luckynodes.training.TrainingLoop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A job's two-layer students. They start with N(0, σ²) weights and with biases of 0 [C]; each seed
 * has fixed Gaussian inputs. They train in blocks of the size that is fastest.
 */
final class TwoLayerStudents implements Trainee {
  private final Job job;
  private final int samples;
  private final int batch;
  private final int steps;
  private final Set<Integer> evaluationEpochs;
  private final List<Block> blocks = new ArrayList<>();

  /** Members that see the same samples: those of one seed whose teachers have the same W1. */
  private record Trial(int seed, Parameters teacher, List<Integer> members) {}

  /** Students that train together, and their places in the job. */
  private record Block(TwoLayerTrainer trainer, List<Trial> trials) {
    List<Integer> members() {
      return trials.stream().flatMap(trial -> trial.members().stream()).toList();
    }
  }

  /**
   * @param teachers teacher of each member, in order
   */
  TwoLayerStudents(Job job, List<Parameters> teachers) {
    this.job = job;
    this.samples = job.integer("train_samples");
    this.batch = job.integer("batch");
    this.steps = job.integer("steps_per_epoch");
    this.evaluationEpochs = TrainingLoop.epochs(job, "evaluation_epochs", job.integer("epochs"));
    try {
      for (List<Trial> together : blocks(trials(job, teachers), studentShape(teachers.get(0)))) {
        blocks.add(block(together, teachers));
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private static List<Trial> trials(Job job, List<Parameters> teachers) {
    List<Trial> trials = new ArrayList<>();
    for (int member = 0; member < teachers.size(); member++) {
      int seed = job.members().get(member).seed();
      Parameters teacher = teachers.get(member);
      Trial own =
          trials.stream()
              .filter(trial -> trial.seed() == seed && sameLowerLayer(trial.teacher(), teacher))
              .findFirst()
              .orElse(null);
      if (own == null) {
        own = new Trial(seed, teacher, new ArrayList<>());
        trials.add(own);
      }
      own.members().add(member);
    }
    return trials;
  }

  private static boolean sameLowerLayer(Parameters one, Parameters other) {
    return Arrays.equals(one.get(TwoLayerShape.W1).values(), other.get(TwoLayerShape.W1).values());
  }

  /**
   * Groups trials into blocks. The trials of a block have equally many students; a block of several
   * trials has at most {@link TwoLayerTrainer#studentsOfABlock} students.
   */
  private static List<List<Trial>> blocks(List<Trial> trials, TwoLayerShape shape) {
    List<List<Trial>> blocks = new ArrayList<>();
    for (Trial trial : trials) {
      int students = trial.members().size();
      int most = Math.max(1, TwoLayerTrainer.studentsOfABlock(shape) / students);
      List<Trial> last = blocks.isEmpty() ? List.of() : blocks.get(blocks.size() - 1);
      if (last.isEmpty() || last.size() >= most || last.get(0).members().size() != students) {
        last = new ArrayList<>();
        blocks.add(last);
      }
      last.add(trial);
    }
    return blocks;
  }

  private Block block(List<Trial> trials, List<Parameters> teachers) {
    List<TwoLayerTrainer.Trial> prepared = new ArrayList<>();
    for (Trial trial : trials) {
      Streams streams = streams(trial.seed());
      List<TwoLayerTrainer.Lesson> lessons = new ArrayList<>();
      for (int member : trial.members()) {
        lessons.add(
            new TwoLayerTrainer.Lesson(
                teachers.get(member),
                initial(streams, studentShape(teachers.get(member)), job.real("student_std"))));
      }
      prepared.add(
          new TwoLayerTrainer.Trial(
              inputs(streams, "train-inputs", samples),
              inputs(streams, "evaluation-inputs", job.integer("evaluation_samples")),
              lessons));
    }
    return new Block(
        new TwoLayerTrainer(
            new TwoLayerTrainer.Options(
                job.real("learning_rate"), batch, steps, job.integer("threads")),
            prepared),
        trials);
  }

  private float[] inputs(Streams streams, String purpose, int count) {
    return GaussianInputs.draw(
        streams.stream(purpose, "", Streams.ONCE),
        count,
        job.integer("inputs"),
        job.real("input_std"));
  }

  private TwoLayerShape studentShape(Parameters teacher) {
    TwoLayerShape shape = TwoLayerShape.of(teacher);
    return new TwoLayerShape(
        shape.inputs(),
        Math.multiplyExact(shape.hidden(), job.integer("over_realisation")),
        shape.outputs());
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
    double[] losses = new double[job.members().size()];
    for (Block block : blocks) {
      int[][] batches = new int[block.trials().size()][];
      for (int s = 0; s < batches.length; s++) {
        batches[s] =
            drawn.computeIfAbsent(
                block.trials().get(s).seed(),
                seed ->
                    streams(seed).stream("batches", "", epoch)
                        .ints((long) steps * batch, 0, samples)
                        .toArray());
      }
      place(block, block.trainer().epoch(batches), losses);
    }
    return losses;
  }

  @Override
  public double[] evaluate(int epoch) {
    if (!evaluationEpochs.contains(epoch)) {
      return new double[0];
    }
    double[] losses = new double[job.members().size()];
    for (Block block : blocks) {
      place(block, block.trainer().evaluate(), losses);
    }
    return losses;
  }

  /** Copies a block's values to the places of its students in the job. */
  private static void place(Block block, double[] own, double[] all) {
    List<Integer> members = block.members();
    for (int i = 0; i < own.length; i++) {
      all[members.get(i)] = own[i];
    }
  }

  private Streams streams(int seed) {
    return job.streams(seed);
  }

  @Override
  public List<Parameters> weights() {
    Map<Integer, Parameters> byMember = new HashMap<>();
    for (Block block : blocks) {
      List<Parameters> own = block.trainer().weights();
      List<Integer> members = block.members();
      for (int i = 0; i < own.size(); i++) {
        byMember.put(members.get(i), own.get(i));
      }
    }
    List<Parameters> all = new ArrayList<>();
    for (int member = 0; member < job.members().size(); member++) {
      all.add(byMember.get(member));
    }
    return all;
  }

  @Override
  public List<Parameters> state() {
    return weights();
  }

  @Override
  public void restore(List<Parameters> state) {
    for (Block block : blocks) {
      block.trainer().restore(block.members().stream().map(state::get).toList());
    }
  }

  @Override
  public long samplesPerEpoch() {
    return (long) steps * batch * job.members().size();
  }

  @Override
  public void close() {
    blocks.forEach(block -> block.trainer().close());
  }
}
