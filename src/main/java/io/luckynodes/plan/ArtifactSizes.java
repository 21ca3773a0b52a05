package io.luckynodes.plan;

import io.luckynodes.dataset.BinaryCifar10;
import io.luckynodes.job.Job;
import io.luckynodes.job.Member;
import io.luckynodes.job.Stage;
import io.luckynodes.network.shape.BatchNorm;
import io.luckynodes.network.shape.ConvNetShape;
import io.luckynodes.network.shape.FcShape;
import io.luckynodes.training.convnet.GaussianConvNets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Estimates the bytes that jobs read and write. The sizes of weights follow from the shapes of
 * networks: weights are floats of four bytes, and students write them at every snapshot. All other
 * outputs are small and are estimated from those of earlier runs.
 */
final class ArtifactSizes {
  private static final double CIFAR10_BYTES = 184.6e6;
  private static final double NORMS_OF_VGG_BYTES = 0.1e6;
  private static final double WEIGHT_BYTES = 4;

  /** Bytes of the measurements of one student at one snapshot. */
  private static final double MEASURED_BYTES = 3e3;

  /** Bytes of the measurements of two neurons at one of three times. */
  private static final double PAIR_BYTES = 34;

  /** Bytes of a figure as SVG, PNG and CSV. */
  private static final double FIGURE_BYTES = 0.5e6;

  private static final double PAGE_BYTES = 5e6;
  private static final double PLAN_BYTES = 0.3e6;

  private static final int CIFAR10_INPUTS = 3072;
  private static final int CIFAR10_CLASSES = 10;

  private final Map<String, Double> written = new HashMap<>();

  ArtifactSizes(List<Job> jobs) {
    Map<String, Job> plan = new HashMap<>();
    jobs.forEach(job -> plan.put(job.id(), job));
    jobs.forEach(job -> written.put(job.id(), outputs(job, plan)));
  }

  /** Bytes that a task of the run writes. */
  double written(PlannedTask task) {
    return switch (task.stage()) {
      case PLAN -> PLAN_BYTES;
      case REPORT -> PAGE_BYTES;
      default -> task.jobs().stream().mapToDouble(job -> written.getOrDefault(job.id(), 0.0)).sum();
    };
  }

  /** Bytes that a task of the run reads from the outputs of other tasks. */
  double read(PlannedTask task) {
    return task.needs().stream().mapToDouble(id -> written.getOrDefault(id, 0.0)).sum();
  }

  private static double outputs(Job job, Map<String, Job> plan) {
    return switch (job.stage()) {
      case DATASET -> job.model().equals("cifar10") ? CIFAR10_BYTES : NORMS_OF_VGG_BYTES;
      case TEACHER, PRUNE ->
          WEIGHT_BYTES * job.members().stream().map(Member::seed).distinct().count() * weights(job);
      case STUDENT -> WEIGHT_BYTES * job.members().size() * snapshots(job) * weights(job);
      case METRICS ->
          MEASURED_BYTES
                  * job.members().size()
                  * snapshots(plan.getOrDefault(job.needs().getOrDefault("student", ""), job))
              + PAIR_BYTES * job.members().size() * 3 * pairs(job);
      case FIGURE -> FIGURE_BYTES;
      case PLAN, REPORT -> 0;
    };
  }

  /** Number of pairs of neurons of one network that are measured at each of three times. */
  static double pairs(Job job) {
    double neurons =
        job.texts("measure").contains("neuron-cosines") ? job.integer("hidden_nodes") : 0;
    return neurons * (neurons - 1) / 2;
  }

  private static double snapshots(Job job) {
    if (job.settings().containsKey("snapshot_steps")) {
      return CostModel.snapshotsBySteps(job);
    }
    return job.settings().containsKey("snapshot_epochs")
        ? CostModel.epochs(job, "snapshot_epochs")
        : 1;
  }

  /**
   * Number of weights of one network that a job makes, without networks that the job only reads.
   */
  private static double weights(Job job) {
    boolean wider = job.stage() == Stage.STUDENT && job.settings().containsKey("over_realisation");
    int factor = wider ? job.integer("over_realisation") : 1;
    return switch (CostModel.kind(job)) {
      case TWO_LAYER ->
          (double) job.integer("teacher_nodes")
              * factor
              * (job.integer("inputs") + 1.0 + job.integer("outputs"));
      case FC -> fc(job, factor, job.integer("inputs"), job.integer("outputs"));
      case CIFAR10_FC -> fc(job, factor, CIFAR10_INPUTS, CIFAR10_CLASSES);
      case CONVNET -> convNet(CostModel.prunedTeacher(job), factor);
      case CIFAR10_CONVNET -> convNet(CostModel.cifar10Teacher(job), factor);
      case GAUS_CONVNET -> convNet(GaussianConvNets.teacherShape(job), factor);
      case RACE -> job.integer("hidden_nodes") * (BinaryCifar10.INPUTS + 3.0);
      case RACE_PLANE -> job.integer("hidden_nodes") * (2 + 3.0);
      default -> throw new IllegalArgumentException("model " + job.model() + " is not trained");
    };
  }

  private static double fc(Job job, int factor, int inputs, int outputs) {
    List<Integer> widths = Arrays.stream(job.integers("teacher_widths")).boxed().toList();
    return new FcShape(inputs, widths, outputs).wider(factor).connections();
  }

  private static double convNet(ConvNetShape teacher, int factor) {
    return teacher.wider(factor, BatchNorm.NONE).weights();
  }
}
