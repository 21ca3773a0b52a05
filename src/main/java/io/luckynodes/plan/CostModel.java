package io.luckynodes.plan;

import io.luckynodes.job.Job;
import io.luckynodes.job.Member;
import io.luckynodes.job.Resources;
import io.luckynodes.job.Stage;

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

  private static final double CONVNET_FLOPS_PER_SECOND = 80e9;
  private static final double FC_FLOPS_PER_SECOND = 65e9;

  /** Forward and backward pass together, in forward passes. */
  private static final double TRAINING_PASSES = 3;

  /** Mean pixels of the upper layers' maps: 28, 26 and 24 a side. */
  private static final double MAP_PIXELS = 680;

  private static final double CIFAR10_MB = 400;

  private CostModel() {}

  static Resources of(Job job) {
    return switch (job.stage()) {
      case DATASET -> new Resources(1, 1500, 1);
      case TEACHER, PRUNE, STUDENT, METRICS ->
          switch (job.model()) {
            case "two-layer" -> twoLayer(job);
            case "fc" -> fc(job);
            case "convnet" -> convNet(job);
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

  private static Resources fc(Job job) {
    if (job.stage() == Stage.TEACHER) {
      return resources(job, SMALL_MB, 0);
    }
    double members = job.members().size();
    double outputs = job.integer("outputs");
    double below = job.integer("inputs");
    double connections = 0;
    double lowest = 0;
    for (int nodes : job.integers("teacher_widths")) {
      double width = (double) nodes * job.integer("over_realisation");
      connections += below * width;
      lowest = lowest == 0 ? connections : lowest;
      below = width;
    }
    double between = connections - lowest;
    connections += below * outputs;
    // Weights as Java reads and writes them, in TensorFlow, and on their way between both.
    double weightsMb = 8 * 4 * connections / 1e6;
    if (job.stage() == Stage.STUDENT) {
      double samples = job.integer("train_samples");
      double dataMb = 4 * samples * (job.integer("inputs") + outputs) / 1e6;
      double flops = 2 * TRAINING_PASSES * connections * samples * job.integer("epochs") * members;
      return resources(job, SMALL_MB + weightsMb + 3 * dataMb, flops / FC_FLOPS_PER_SECOND);
    }
    double snapshots =
        job.value("snapshot_epochs").isTextual()
            ? job.integer("epochs") + 1.0
            : job.integers("snapshot_epochs").length + 1.0;
    // β takes every output of a sample down through all layers but the lowest.
    double flops =
        2 * between * outputs * job.integer("fan_out_samples")
            + 2 * connections * job.integer("evaluation_samples");
    return resources(job, SMALL_MB + weightsMb, flops * snapshots * members / FC_FLOPS_PER_SECOND);
  }

  private static Resources convNet(Job job) {
    double teacher = job.integers("teacher_channels")[0];
    double remaining =
        job.stage() == Stage.TEACHER ? teacher : Math.ceil(teacher * (1 - job.real("prune_share")));
    return switch (job.stage()) {
      case TEACHER ->
          training(
              job,
              teacher,
              job.integer("teacher_epochs"),
              job.integer("teacher_samples"),
              job.integer("teacher_batch"));
      case PRUNE ->
          training(
              job,
              remaining,
              job.integer("fine_tune_epochs"),
              job.integer("fine_tune_samples"),
              job.integer("teacher_batch"));
      case STUDENT ->
          training(
              job,
              remaining * job.integer("over_realisation"),
              job.integer("epochs"),
              job.integer("samples_per_epoch"),
              job.integer("batch"));
      default -> {
        double channels = remaining * job.integer("over_realisation");
        yield resources(
            job,
            SMALL_MB + CIFAR10_MB + activationsMb(channels, 200),
            (job.integer("epochs") + 1.0)
                * job.integer("evaluation_samples")
                * passFlops(channels)
                / CONVNET_FLOPS_PER_SECOND);
      }
    };
  }

  private static Resources training(
      Job job, double channels, double epochs, double samples, double batch) {
    // All test images are looked at once or twice besides.
    double images = TRAINING_PASSES * epochs * samples + 20_000;
    return resources(
        job,
        SMALL_MB + CIFAR10_MB + activationsMb(channels, TRAINING_PASSES * batch),
        images * passFlops(channels) / CONVNET_FLOPS_PER_SECOND);
  }

  /** One image's forward pass through four layers, nearly all of it in the upper three. */
  private static double passFlops(double channels) {
    return 2 * 9 * MAP_PIXELS * (3 * channels * channels + 3 * channels);
  }

  /** What four layers of maps take, with their copies before ReLU and BatchNorm. */
  private static double activationsMb(double channels, double images) {
    return 3 * 4 * 4 * MAP_PIXELS * channels * images / 1e6;
  }

  private static Resources resources(Job job, double memoryMb, double seconds) {
    int cpus = job.settings().containsKey("threads") ? job.integer("threads") : 1;
    return new Resources(cpus, (int) memoryMb, START_MINUTES + seconds / 60 / cpus);
  }
}
