package io.luckynodes.plan;

import io.luckynodes.dataset.BinaryCifar10;
import io.luckynodes.job.Job;
import io.luckynodes.job.Member;
import io.luckynodes.job.Resources;
import io.luckynodes.job.Stage;
import io.luckynodes.network.BatchNorm;
import io.luckynodes.network.ConvNetShape;
import io.luckynodes.training.GaussianConvNets;
import java.util.Arrays;

/**
 * What a job will need, from its settings. The speeds were measured on one core of a server with
 * AVX-512 and stand for no other machine: they size tasks and warn of long runs, and no result
 * depends on them.
 */
final class CostModel {
  private static final double START_MINUTES = 0.1;

  /** Memory of a stage that computes little: Java, TensorFlow and its libraries. */
  private static final int SMALL_MB = 1200;

  /**
   * What a job of students that train together should take: long against its start, and no more.
   */
  private static final double JOB_MINUTES = 4;

  private static final double TWO_LAYER_FLOPS_PER_SECOND = 30e9;

  /** Evaluating the loss after every epoch, in parts of the training. */
  private static final double EVALUATION_SHARE = 0.2;

  /** A classifier's step with a batch of four: what it takes at least, and for each weight. */
  private static final double RACE_STEP_SECONDS = 55e-6;

  private static final double RACE_WEIGHT_SECONDS = 0.6e-9;

  /** The same where weights can be pruned, which are trained step by step. */
  private static final double RACE_PRUNED_STEP_SECONDS = 15e-6;

  private static final double RACE_PRUNED_WEIGHT_SECONDS = 2.1e-9;

  /** Measuring a classifier: what a snapshot takes at least, and for each image and weight. */
  private static final double RACE_SNAPSHOT_SECONDS = 0.2;

  private static final double RACE_OBSERVED_SECONDS = 1.6e-9;

  private static final double CONVNET_FLOPS_PER_SECOND = 65e9;
  private static final double FC_FLOPS_PER_SECOND = 65e9;

  /** Forward and backward pass together, in forward passes. */
  private static final double TRAINING_PASSES = 3;

  /** What an image takes besides its products: BatchNorm, ReLU and biases, a number of a map. */
  private static final double FLOPS_OF_A_NUMBER = 300;

  /** Copies of all maps that training holds at once, and that measuring does. */
  private static final double TRAINING_COPIES = 4;

  private static final double MEASURING_COPIES = 2;

  /** Images that are measured at once. */
  private static final double MEASURED_TOGETHER = 100;

  /** Images that a pre-trained network is tried on at the end. */
  private static final double TEST_IMAGES = 10_000;

  private static final double CIFAR10_MB = 400;
  private static final double CIFAR10_INPUTS = 3072;
  private static final double CIFAR10_CLASSES = 10;

  private CostModel() {}

  static Resources of(Job job) {
    return switch (job.stage()) {
      case DATASET -> new Resources(1, 1500, 1);
      case TEACHER, PRUNE, STUDENT, METRICS ->
          switch (job.model()) {
            case "two-layer" -> twoLayer(job);
            case "fc" -> fc(job);
            case "cifar10-fc" -> cifar10Fc(job);
            case "convnet" -> convNet(job, prunedTeacher(job), CIFAR10_MB);
            case "cifar10-convnet" -> convNet(job, cifar10Teacher(job), CIFAR10_MB);
            case "gaus-convnet" -> gausConvNet(job);
            case "race" -> race(job);
            case "race-plane" -> racePlane(job);
            case "vgg11-bn", "vgg16-bn" -> resources(job, SMALL_MB, 0);
            default -> throw new IllegalArgumentException("no costs of model " + job.model());
          };
      case PLAN, FIGURE, REPORT -> new Resources(1, SMALL_MB, START_MINUTES);
    };
  }

  /**
   * Into how many jobs the seeds of one are split.
   *
   * @param students a STUDENT job of all seeds
   */
  static int parts(Job students, int seeds) {
    return (int) Math.max(1, Math.min(seeds, Math.ceil(of(students).minutes() / JOB_MINUTES)));
  }

  private static Resources twoLayer(Job job) {
    double members = job.members().size();
    double seeds = job.members().stream().map(Member::seed).distinct().count();
    double inputs = job.integer("inputs");
    double outputs = job.integer("outputs");
    return switch (job.stage()) {
      case STUDENT -> {
        double hidden = (double) job.integer("teacher_nodes") * job.integer("over_realisation");
        // Two products with the inputs and three with the outputs, each of 2 · batch · rows ·
        // columns.
        double stepFlops = 2.0 * job.integer("batch") * hidden * (2 * inputs + 3 * outputs);
        double steps = members * job.integer("epochs") * job.integer("steps_per_epoch");
        double dataMb =
            4
                * seeds
                * (job.integer("train_samples") + job.integer("evaluation_samples"))
                * (inputs + job.integer("teacher_nodes"))
                / 1e6;
        // Weights with their changes, their copies in Java, and the checkpoint being written.
        double weightsMb = 8 * 4 * members * hidden * (inputs + outputs) / 1e6;
        yield resources(
            job,
            SMALL_MB + 2 * dataMb + weightsMb,
            (1 + EVALUATION_SHARE) * stepFlops * steps / TWO_LAYER_FLOPS_PER_SECOND);
      }
      case METRICS ->
          resources(
              job,
              SMALL_MB + 4 * seeds * job.integer("evaluation_samples") * inputs / 1e6,
              members / 8);
      default -> resources(job, SMALL_MB, 0);
    };
  }

  private static Resources race(Job job) {
    double members = job.members().size();
    double samples = job.integer("train_samples");
    double weights = job.integer("hidden_nodes") * (BinaryCifar10.INPUTS + 3.0);
    if (job.stage() == Stage.METRICS) {
      double snapshots = job.integers("snapshot_steps").length + 2.0;
      return resources(
          job,
          SMALL_MB + CIFAR10_MB + megabytes(2 * samples * BinaryCifar10.INPUTS),
          members
              * snapshots
              * (RACE_SNAPSHOT_SECONDS + samples * weights * RACE_OBSERVED_SECONDS));
    }
    int rounds = job.integer("prune_rounds");
    double stepSeconds =
        rounds > 0
            ? RACE_PRUNED_STEP_SECONDS + weights * RACE_PRUNED_WEIGHT_SECONDS
            : RACE_STEP_SECONDS + weights * RACE_WEIGHT_SECONDS;
    // Images in Java, on their way and on the graph; weights, velocities and masks likewise.
    return resources(
        job,
        SMALL_MB
            + CIFAR10_MB
            + megabytes(3 * members * samples * BinaryCifar10.INPUTS)
            + megabytes(3 * 3 * members * weights),
        members * job.integer("steps") * (rounds + 1.0) * stepSeconds);
  }

  private static Resources racePlane(Job job) {
    double members = job.members().size();
    return resources(
        job,
        SMALL_MB,
        job.stage() == Stage.METRICS
            ? members * (job.integers("snapshot_steps").length + 2.0) * RACE_SNAPSHOT_SECONDS
            : members * job.integer("steps") * RACE_STEP_SECONDS);
  }

  private static Resources fc(Job job) {
    if (job.stage() == Stage.TEACHER) {
      return resources(job, SMALL_MB, 0);
    }
    double outputs = job.integer("outputs");
    double[] widths = fcWidths(job, job.integer("inputs"), outputs);
    double connections = connections(widths, 1, widths.length);
    if (job.stage() == Stage.STUDENT) {
      double samples = job.integer("train_samples");
      double dataMb = 4 * samples * (job.integer("inputs") + outputs) / 1e6;
      return fcTraining(job, connections, samples, job.integer("epochs"), dataMb);
    }
    // β takes every output of a sample down through all layers but the lowest.
    double beta =
        job.texts("measure").contains("student-nodes")
            ? connections(widths, 2, widths.length - 1) * outputs * job.integer("fan_out_samples")
            : 0;
    return fcMetrics(job, connections, beta);
  }

  private static Resources cifar10Fc(Job job) {
    double[] widths = fcWidths(job, CIFAR10_INPUTS, CIFAR10_CLASSES);
    double connections = connections(widths, 1, widths.length);
    if (job.stage() == Stage.TEACHER) {
      return fcTraining(
          job,
          connections,
          job.integer("teacher_samples"),
          job.integer("teacher_epochs"),
          CIFAR10_MB);
    }
    return job.stage() == Stage.STUDENT
        ? fcTraining(
            job, connections, job.integer("samples_per_epoch"), job.integer("epochs"), CIFAR10_MB)
        : fcMetrics(job, connections, 0);
  }

  private static Resources fcTraining(
      Job job, double connections, double samples, double epochs, double dataMb) {
    double flops = 2 * TRAINING_PASSES * connections * samples * epochs * job.members().size();
    return resources(
        job, SMALL_MB + fcWeightsMb(connections) + 3 * dataMb, flops / FC_FLOPS_PER_SECOND);
  }

  /**
   * @param further multiplications for each snapshot besides those of the forward pass
   */
  private static Resources fcMetrics(Job job, double connections, double further) {
    double snapshots =
        job.value("snapshot_epochs").isTextual()
            ? job.integer("epochs") + 1.0
            : job.integers("snapshot_epochs").length + 1.0;
    double flops = 2 * (further + connections * job.integer("evaluation_samples"));
    return resources(
        job,
        SMALL_MB + fcWeightsMb(connections),
        flops * snapshots * job.members().size() / FC_FLOPS_PER_SECOND);
  }

  /** Weights as Java reads and writes them, in TensorFlow, and on their way between both. */
  private static double fcWeightsMb(double connections) {
    return 8 * 4 * connections / 1e6;
  }

  /** Inputs, nodes of each hidden layer, outputs; of a teacher if it is the teacher's job. */
  private static double[] fcWidths(Job job, double inputs, double outputs) {
    int factor = job.stage() == Stage.TEACHER ? 1 : job.integer("over_realisation");
    int[] hidden = job.integers("teacher_widths");
    double[] widths = new double[hidden.length + 2];
    widths[0] = inputs;
    for (int layer = 0; layer < hidden.length; layer++) {
      widths[layer + 1] = (double) hidden[layer] * factor;
    }
    widths[hidden.length + 1] = outputs;
    return widths;
  }

  /** Weights below layer {@code from} and those up to layer {@code end}. */
  private static double connections(double[] widths, int from, int end) {
    double sum = 0;
    for (int layer = from; layer < end; layer++) {
      sum += widths[layer - 1] * widths[layer];
    }
    return sum;
  }

  private static ConvNetShape cifar10Teacher(Job job) {
    return ConvNetShape.cifar10(
        Arrays.stream(job.integers("teacher_channels")).boxed().toList(), BatchNorm.AFTER_RELU);
  }

  /** What stands for the teacher at a job's stage: whole, or pruned. */
  private static ConvNetShape prunedTeacher(Job job) {
    ConvNetShape whole = cifar10Teacher(job);
    if (job.stage() == Stage.TEACHER) {
      return whole;
    }
    double share = job.real("prune_share");
    return ConvNetShape.cifar10(
        whole.channels().stream().map(all -> all - (int) (all * share)).toList(),
        BatchNorm.AFTER_RELU);
  }

  private static Resources gausConvNet(Job job) {
    if (job.stage() == Stage.TEACHER) {
      return resources(job, SMALL_MB, 0);
    }
    ConvNetShape teacher = GaussianConvNets.teacherShape(job);
    double samples =
        job.integer(job.stage() == Stage.STUDENT ? "train_samples" : "evaluation_samples");
    return convNet(job, teacher, 2 * 4 * samples * teacher.imageSize() / 1e6);
  }

  /**
   * @param teacher as it is at this stage
   * @param dataMb memory that the images take
   */
  private static Resources convNet(Job job, ConvNetShape teacher, double dataMb) {
    return switch (job.stage()) {
      case TEACHER ->
          training(
              job,
              teacher,
              job.integer("teacher_epochs") * (double) job.integer("teacher_samples"),
              job.integer("teacher_batch"),
              TEST_IMAGES * passSeconds(teacher),
              dataMb);
      case PRUNE ->
          training(
              job,
              teacher,
              job.integer("fine_tune_epochs") * (double) job.integer("fine_tune_samples"),
              job.integer("teacher_batch"),
              2 * TEST_IMAGES * passSeconds(teacher),
              dataMb);
      case STUDENT -> {
        double images = job.integer("epochs") * (double) imagesOfAnEpoch(job);
        yield training(
            job,
            student(job, teacher),
            images,
            job.integer("batch"),
            images * passSeconds(teacher),
            dataMb);
      }
      default -> {
        ConvNetShape student = student(job, teacher);
        double snapshots =
            job.settings().containsKey("snapshot_epochs")
                    && !job.value("snapshot_epochs").isTextual()
                ? job.integers("snapshot_epochs").length + 1.0
                : job.integer("epochs") + 1.0;
        double numbers = teacher.activations() + student.activations();
        yield resources(
            job,
            SMALL_MB
                + dataMb
                + megabytes(MEASURING_COPIES * MEASURED_TOGETHER * numbers)
                + megabytes(4 * student.weights()),
            snapshots
                * job.integer("evaluation_samples")
                * (passSeconds(teacher) + passSeconds(student)));
      }
    };
  }

  private static int imagesOfAnEpoch(Job job) {
    return job.integer(
        job.settings().containsKey("train_samples") ? "train_samples" : "samples_per_epoch");
  }

  private static ConvNetShape student(Job job, ConvNetShape teacher) {
    return teacher.wider(job.integer("over_realisation"), BatchNorm.AFTER_RELU);
  }

  /**
   * @param otherSeconds spent besides training
   */
  private static Resources training(
      Job job,
      ConvNetShape shape,
      double images,
      double batch,
      double otherSeconds,
      double dataMb) {
    // Weights as Java reads and writes them, in TensorFlow, and on their way between both.
    return resources(
        job,
        SMALL_MB
            + dataMb
            + megabytes(TRAINING_COPIES * batch * shape.activations())
            + megabytes(8 * shape.weights()),
        images * TRAINING_PASSES * passSeconds(shape) + otherSeconds);
  }

  /** One image's forward pass. */
  private static double passSeconds(ConvNetShape shape) {
    return (shape.forwardFlops() + FLOPS_OF_A_NUMBER * shape.activations())
        / CONVNET_FLOPS_PER_SECOND;
  }

  private static double megabytes(double numbers) {
    return 4 * numbers / 1e6;
  }

  private static Resources resources(Job job, double memoryMb, double seconds) {
    int cpus = job.settings().containsKey("threads") ? job.integer("threads") : 1;
    return new Resources(cpus, (int) memoryMb, START_MINUTES + seconds / 60 / cpus);
  }
}
