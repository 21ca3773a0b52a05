package io.luckynodes.plan;

import io.luckynodes.job.Job;
import io.luckynodes.job.Resources;

/**
 * What a job will need, from its settings. The speeds are those of one core of a current server as
 * measured with {@code lucky}'s own stages; they size tasks and warn of long runs, and no result
 * depends on them.
 */
final class CostModel {
  private static final double START_MINUTES = 0.1;
  private static final double TWO_LAYER_FLOPS_PER_SECOND = 12e9;
  private static final double CONVNET_FLOPS_PER_SECOND = 60e9;
  private static final double IMAGE_SIDE = 32;
  private static final double BACKWARD = 3;

  private CostModel() {}

  static Resources of(Job job) {
    return switch (job.stage()) {
      case STUDENT, METRICS -> job.model().equals("two-layer") ? twoLayer(job) : convNet(job);
      case TEACHER, PRUNE ->
          job.model().equals("two-layer") ? new Resources(1, 1500, START_MINUTES) : convNet(job);
      case DATASET -> new Resources(1, 1500, 1);
      case PLAN, FIGURE, REPORT -> new Resources(1, 1500, 3 * START_MINUTES);
    };
  }

  private static Resources twoLayer(Job job) {
    if (!job.settings().containsKey("epochs")) {
      return new Resources(1, 2000, 2 * START_MINUTES);
    }
    double teachers = value(job, "teacher_nodes", 1);
    double hidden = teachers * job.integer("over_realisation");
    double stepFlops =
        2.0 * job.integer("batch") * hidden * (2.0 * job.integer("inputs") + 3.0 * 50);
    double steps =
        (double) job.integer("epochs") * job.integer("steps_per_epoch") * job.members().size();
    double data =
        8.0 * job.integer("train_samples") * (job.integer("inputs") + 50) * job.members().size();
    return new Resources(
        1,
        (int) (1500 + 3 * data / 1e6),
        START_MINUTES + stepFlops * steps / TWO_LAYER_FLOPS_PER_SECOND / 60);
  }

  private static Resources convNet(Job job) {
    double images =
        switch (job.stage()) {
          case TEACHER -> (double) job.integer("teacher_epochs") * job.integer("teacher_samples");
          case PRUNE -> (double) job.integer("fine_tune_epochs") * job.integer("fine_tune_samples");
          case STUDENT -> (double) job.integer("epochs") * job.integer("samples_per_epoch");
          default -> job.integer("evaluation_samples");
        };
    double channels =
        job.settings().containsKey("teacher_channels")
            ? job.integers("teacher_channels")[0]
            : 32 * value(job, "over_realisation", 1);
    double flops = BACKWARD * 3 * 2 * 9 * channels * channels * IMAGE_SIDE * IMAGE_SIDE;
    int cpus = job.integer("threads");
    return new Resources(
        cpus,
        (int) (2500 + 6 * channels),
        START_MINUTES + images * flops / CONVNET_FLOPS_PER_SECOND / cpus / 60);
  }

  private static double value(Job job, String axis, double otherwise) {
    return job.members().isEmpty() || !job.members().get(0).cell().containsKey(axis)
        ? otherwise
        : job.members().get(0).cell().get(axis).doubleValue();
  }
}
