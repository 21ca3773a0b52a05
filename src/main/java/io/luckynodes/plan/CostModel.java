package io.luckynodes.plan;

import io.luckynodes.dataset.BinaryCifar10;
import io.luckynodes.definition.ModelKind;
import io.luckynodes.job.Job;
import io.luckynodes.job.Member;
import io.luckynodes.job.Resources;
import io.luckynodes.job.Stage;
import io.luckynodes.network.shape.BatchNorm;
import io.luckynodes.network.shape.ConvNetShape;
import io.luckynodes.training.convnet.GaussianConvNets;
import io.luckynodes.training.race.Stops;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Estimates the resources of a job from its settings. The times are fitted to the processor time of
 * the tasks of several runs on one machine, {@link #REFERENCE}, and hold for no other. They size
 * tasks and warn of long runs; no result depends on them.
 */
final class CostModel {
  /** The machine on which the times were measured. */
  static final String REFERENCE =
      "one core of a server with AVX-512 whose largest product in 'lucky bench' reaches 100 GFLOP/s";

  /**
   * Seconds to start Java alone. {@link #START_SECONDS} includes TensorFlow, and {@link
   * #CIFAR10_SECONDS} also the images of CIFAR-10.
   */
  private static final double JAVA_SECONDS = 2.5;

  private static final double START_SECONDS = 4.5;
  private static final double CIFAR10_SECONDS = 7;

  private static final double DATASET_SECONDS = 12;
  private static final double FIGURE_SECONDS = 3.5;
  private static final double REPORT_SECONDS = 18;

  /** Memory in MB of a stage that computes little: Java, TensorFlow and its libraries. */
  private static final int SMALL_MB = 1200;

  /**
   * Minutes that a job of students trained together should take: long compared with its start, but
   * no longer.
   */
  private static final double JOB_MINUTES = 4;

  private static final double TWO_LAYER_FLOPS_PER_SECOND = 40e9;

  /**
   * Seconds that a step of students trained together takes besides its products; {@link
   * #STEP_OF_A_STUDENT_SECONDS} is added for each student.
   */
  private static final double STEP_SECONDS = 2e-4;

  private static final double STEP_OF_A_STUDENT_SECONDS = 2.7e-6;

  /**
   * Least seconds of a classifier's step with a batch of four; {@link #RACE_WEIGHT_SECONDS} is
   * added for each weight.
   */
  private static final double RACE_STEP_SECONDS = 55e-6;

  private static final double RACE_WEIGHT_SECONDS = 0.6e-9;

  /**
   * Least seconds of a step where weights can be pruned; such classifiers are trained step by step.
   * {@link #RACE_PRUNED_WEIGHT_SECONDS} is added for each weight.
   */
  private static final double RACE_PRUNED_STEP_SECONDS = 15e-6;

  private static final double RACE_PRUNED_WEIGHT_SECONDS = 2.1e-9;

  /** Share of its steps after which a student has reached the loss that ends its training. */
  private static final double SHARE_TO_STOP_LOSS = 1.0 / 3;

  /**
   * Least seconds to measure a classifier at one snapshot; {@link #RACE_OBSERVED_SECONDS} is added
   * for each image and weight.
   */
  private static final double RACE_SNAPSHOT_SECONDS = 0.05;

  private static final double RACE_OBSERVED_SECONDS = 9.5e-10;

  private static final double RACE_PLANE_SNAPSHOT_SECONDS = 0.02;

  /** Seconds to look for stable cells, for each image and probe. */
  private static final double RACE_PROBE_SECONDS = 3e-6;

  /** MB that the measurements of one neuron at one snapshot take until they are written. */
  private static final double RACE_ROW_MB = 300 / 1e6;

  /** Seconds to write the cosine of two neurons. */
  private static final double RACE_PAIR_SECONDS = 2e-5;

  /**
   * Seconds to write the weights of a snapshot; {@link #MEASURED_SNAPSHOT_SECONDS} is the time to
   * read and measure them, without the products.
   */
  private static final double SNAPSHOT_SECONDS = 0.05;

  private static final double MEASURED_SNAPSHOT_SECONDS = 0.2;

  /**
   * Seconds to measure one two-layer student at one snapshot; {@link #MEASURED_NODE_SECONDS} is the
   * time for each node of it.
   */
  private static final double MEASURED_STUDENT_SECONDS = 0.01;

  private static final double MEASURED_NODE_SECONDS = 2.2e-4;

  private static final double FC_FLOPS_PER_SECOND = 45e9;

  /** Speed of the wide products that carry all outputs down a layer. */
  private static final double FAN_OUT_FLOPS_PER_SECOND = 80e9;

  /** Seconds of BatchNorm for one node and sample, forward and backward. */
  static final double FC_NORM_SECONDS = 12.5e-9;

  /** Seconds to prepare one number of a sample of CIFAR-10. */
  private static final double PIXEL_SECONDS = 5e-9;

  private static final double CONVNET_FLOPS_PER_SECOND = 90e9;

  /**
   * Seconds that a number of a feature map takes besides the products: ReLU and biases, forward and
   * backward.
   */
  private static final double MAP_SECONDS = 5e-9;

  /** Seconds that a number of a feature map takes besides the products where there is BatchNorm. */
  private static final double MAP_WITH_NORM_SECONDS = 10e-9;

  /**
   * Seconds that a number of a feature map takes besides the products in a forward pass, with the
   * comparison of student and teacher.
   */
  private static final double MAP_FORWARD_SECONDS = 8e-9;

  /**
   * Number of copies of all feature maps that training holds at once; {@link #MEASURING_COPIES} is
   * the number for measuring.
   */
  private static final double TRAINING_COPIES = 4;

  private static final double MEASURING_COPIES = 2;

  /** Number of images that are measured at once. */
  private static final double MEASURED_TOGETHER = 100;

  /** Number of images on which a pre-trained network is tested at the end. */
  private static final double TEST_IMAGES = 10_000;

  /** Minutes after which a ConvNet in training is saved, if its epochs take longer. */
  private static final double QUARTER_MINUTES = 15;

  private static final double CIFAR10_MB = 400;
  private static final double CIFAR10_INPUTS = 3072;
  private static final double CIFAR10_CLASSES = 10;

  private CostModel() {}

  /**
   * Estimates the resources of a job.
   *
   * @param plan all jobs by id, among them the job whose students this one measures
   */
  static Resources of(Job job, Map<String, Job> plan) {
    Resources whole = whole(job, plan);
    int epochs = wholeEpochs(job);
    if (epochs > 0) {
      int parts = isConvNet(job) ? Math.max(epochs, quarters(whole.minutes())) : epochs;
      return whole.inParts(parts, 1.0 / parts);
    }
    return switch (job.stage()) {
      case STUDENT -> inStops(job, whole);
      case METRICS -> isConvNet(job) ? inSnapshots(whole, trained(job, plan)) : whole;
      default -> whole;
    };
  }

  /**
   * Whether a job is of a ConvNet. Only ConvNets can pause within an epoch or between measured
   * snapshots.
   */
  private static boolean isConvNet(Job job) {
    return switch (kind(job)) {
      case CONVNET, CIFAR10_CONVNET, GAUS_CONVNET -> true;
      default -> false;
    };
  }

  /** The kind of network of a job that trains or measures. */
  static ModelKind kind(Job job) {
    return ModelKind.of(job.model())
        .orElseThrow(() -> new IllegalArgumentException("no costs of model " + job.model()));
  }

  /** Number of quarters of an hour, rounded up. */
  private static int quarters(double minutes) {
    return (int) Math.ceil(minutes / QUARTER_MINUTES);
  }

  private static Resources inSnapshots(Resources whole, Job trained) {
    int snapshots = (int) epochs(trained, "snapshot_epochs");
    return whole.inParts(snapshots, 1.0 / snapshots);
  }

  /**
   * The job that trains the measured students. Only this job lists the snapshots, all of which are
   * measured.
   */
  private static Job trained(Job job, Map<String, Job> plan) {
    return plan.getOrDefault(job.needs().getOrDefault("student", ""), job);
  }

  /** Number of whole epochs of training; 0 if a job does not train, or counts steps. */
  private static int wholeEpochs(Job job) {
    String setting =
        switch (job.stage()) {
          case TEACHER -> "teacher_epochs";
          case PRUNE -> "fine_tune_epochs";
          case STUDENT -> "epochs";
          default -> "";
        };
    return job.settings().containsKey(setting) ? job.integer(setting) : 0;
  }

  /** Resources of a job that counts steps: the steps between two stops are one part of its work. */
  private static Resources inStops(Job job, Resources whole) {
    List<Integer> steps =
        (job.settings().containsKey("prune_rounds") ? Stops.of(job) : Stops.unpruned(job)).steps();
    int longest = 0;
    for (int stop = 1; stop < steps.size(); stop++) {
      longest = Math.max(longest, steps.get(stop) - steps.get(stop - 1));
    }
    int last = steps.size() - 1;
    return whole.inParts(last, (double) longest / steps.get(last));
  }

  private static Resources whole(Job job, Map<String, Job> plan) {
    Job trained = trained(job, plan);
    return switch (job.stage()) {
      case DATASET -> new Resources(1, 1500, DATASET_SECONDS / 60);
      case TEACHER, PRUNE, STUDENT, METRICS ->
          switch (kind(job)) {
            case TWO_LAYER -> twoLayer(job, trained);
            case FC -> fc(job);
            case CIFAR10_FC -> cifar10Fc(job);
            case CONVNET -> convNet(job, trained, prunedTeacher(job), CIFAR10_MB);
            case CIFAR10_CONVNET -> convNet(job, trained, cifar10Teacher(job), CIFAR10_MB);
            case GAUS_CONVNET -> gausConvNet(job);
            case RACE -> race(job);
            case RACE_PLANE -> racePlane(job);
            default -> started(job, SMALL_MB, JAVA_SECONDS + ComputedCosts.seconds(job));
          };
      case PLAN, FIGURE, REPORT -> around(job.stage());
    };
  }

  /**
   * Resources of several jobs that run one after the other: the largest number of cores and memory
   * of one job, and the time of all with one start.
   */
  static Resources together(List<Resources> jobs) {
    double start = 0;
    double further = 0;
    for (Resources job : jobs) {
      double started = Math.min(job.minutes(), START_SECONDS / 60);
      start = Math.max(start, started);
      further += job.minutes() - started;
    }
    return new Resources(
        jobs.stream().mapToInt(Resources::cpus).max().orElse(1),
        jobs.stream().mapToInt(Resources::memoryMb).max().orElse(0),
        start + further,
        jobs.stream().mapToInt(Resources::parts).sum(),
        jobs.stream().mapToDouble(Resources::partMinutes).max().orElse(0));
  }

  /** Resources of a stage that computes next to nothing, whatever its job. */
  static Resources around(Stage stage) {
    double seconds =
        switch (stage) {
          case FIGURE -> FIGURE_SECONDS;
          case REPORT -> REPORT_SECONDS;
          default -> JAVA_SECONDS;
        };
    // PLAN and REPORT get their memory from conf/base.config.
    return new Resources(1, stage == Stage.FIGURE ? SMALL_MB : 1024, seconds / 60);
  }

  /**
   * Number of jobs into which the seeds of a job are split: enough that none takes longer than
   * {@link #JOB_MINUTES}, as far as there are seeds. More jobs are made if they then have equally
   * many seeds and none is shorter than {@link Estimate#LEAST_MINUTES}. Otherwise fewer jobs are
   * made if one would be shorter.
   *
   * @param all minutes that one job of all seeds takes
   */
  static int parts(double all, int seeds) {
    int parts = (int) Math.max(1, Math.min(seeds, Math.ceil(all / JOB_MINUTES)));
    int even = parts;
    while (seeds % even != 0) {
      even++;
    }
    if (all / even >= Estimate.LEAST_MINUTES) {
      return even;
    }
    while (parts > 1 && all * Math.floorDiv(seeds, parts) / seeds < Estimate.LEAST_MINUTES) {
      parts--;
    }
    return parts;
  }

  private static Resources twoLayer(Job job, Job trained) {
    double members = job.members().size();
    double seeds = job.members().stream().map(Member::seed).distinct().count();
    double inputs = job.integer("inputs");
    double outputs = job.integer("outputs");
    return switch (job.stage()) {
      case STUDENT -> {
        double hidden = (double) job.integer("teacher_nodes") * job.integer("over_realisation");
        // Two products with the inputs and three with the outputs, each with 2 · batch · rows ·
        // columns operations.
        double stepFlops = 2.0 * job.integer("batch") * hidden * (2 * inputs + 3 * outputs);
        double steps = (double) job.integer("epochs") * job.integer("steps_per_epoch");
        double evaluationFlops =
            2 * hidden * (inputs + outputs) * job.integer("evaluation_samples");
        double dataMb =
            4
                * seeds
                * (job.integer("train_samples") + job.integer("evaluation_samples"))
                * (inputs + job.integer("teacher_nodes"))
                / 1e6;
        // Weights with their changes, their copies in Java, and the checkpoint that is being
        // written.
        double weightsMb = 8 * 4 * members * hidden * (inputs + outputs) / 1e6;
        yield resources(
            job,
            SMALL_MB + 2 * dataMb + weightsMb,
            steps * (STEP_SECONDS + members * STEP_OF_A_STUDENT_SECONDS)
                + members
                    * (stepFlops * steps + evaluationFlops * epochs(job, "evaluation_epochs"))
                    / TWO_LAYER_FLOPS_PER_SECOND
                + SNAPSHOT_SECONDS * epochs(job, "snapshot_epochs"));
      }
      case METRICS ->
          resources(
              job,
              SMALL_MB + 4 * seeds * job.integer("evaluation_samples") * inputs / 1e6,
              members
                  * epochs(trained, "snapshot_epochs")
                  * (MEASURED_STUDENT_SECONDS
                      + MEASURED_NODE_SECONDS
                          * job.integer("teacher_nodes")
                          * job.integer("over_realisation")));
      default -> started(job, SMALL_MB, JAVA_SECONDS);
    };
  }

  private static Resources race(Job job) {
    double members = job.members().size();
    double samples = job.integer("train_samples");
    double weights = job.integer("hidden_nodes") * (BinaryCifar10.INPUTS + 3.0);
    if (job.stage() == Stage.METRICS) {
      return resources(
          job,
          SMALL_MB
              + CIFAR10_MB
              + megabytes(2 * samples * BinaryCifar10.INPUTS)
              + members * snapshotsBySteps(job) * job.integer("hidden_nodes") * RACE_ROW_MB,
          members
              * (snapshotsBySteps(job)
                      * (RACE_SNAPSHOT_SECONDS + samples * weights * RACE_OBSERVED_SECONDS)
                  + (job.texts("measure").contains("probes")
                      ? samples * job.integer("probes") * RACE_PROBE_SECONDS
                      : 0)
                  + 3 * ArtifactSizes.pairs(job) * RACE_PAIR_SECONDS));
    }
    int rounds = job.integer("prune_rounds");
    double stepSeconds =
        rounds > 0
            ? RACE_PRUNED_STEP_SECONDS + weights * RACE_PRUNED_WEIGHT_SECONDS
            : RACE_STEP_SECONDS + weights * RACE_WEIGHT_SECONDS;
    // Images are held three times: in Java, in transit, and in the graph. So are weights,
    // velocities and masks.
    return resources(
        job,
        SMALL_MB
            + CIFAR10_MB
            + megabytes(3 * members * samples * BinaryCifar10.INPUTS)
            + megabytes(3 * 3 * members * weights),
        members
            * job.integer("steps")
            * (job.real("stop_loss") > 0 ? SHARE_TO_STOP_LOSS : 1)
            * (rounds + 1.0)
            * stepSeconds);
  }

  /**
   * Number of snapshots: the steps of the setting, and the start and the end, which are always
   * kept.
   */
  static double snapshotsBySteps(Job job) {
    return job.integers("snapshot_steps").length + 2.0;
  }

  private static Resources racePlane(Job job) {
    double members = job.members().size();
    return resources(
        job,
        SMALL_MB,
        job.stage() == Stage.METRICS
            ? members * snapshotsBySteps(job) * RACE_PLANE_SNAPSHOT_SECONDS
            : members * job.integer("steps") * RACE_STEP_SECONDS);
  }

  private static Resources fc(Job job) {
    if (job.stage() == Stage.TEACHER) {
      return started(job, SMALL_MB, JAVA_SECONDS);
    }
    double outputs = job.integer("outputs");
    double[] widths = fcWidths(job, job.integer("inputs"), outputs);
    if (job.stage() == Stage.STUDENT) {
      double samples = job.integer("train_samples");
      double dataMb = 4 * samples * (job.integer("inputs") + outputs) / 1e6;
      return started(
          job,
          fcTrainingMb(widths, dataMb),
          START_SECONDS
              + fcTraining(
                  widths,
                  samples * job.integer("epochs"),
                  job.integer("batch"),
                  job.integer("batch_norm") == 1));
    }
    double samples = job.integer("fan_out_samples");
    double all = connections(widths, 1, widths.length);
    double further = 0;
    if (job.texts("measure").contains("student-nodes")) {
      // β carries every output of a sample down through all layers but the lowest.
      further +=
          epochs(job, "snapshot_epochs")
              * (2 * connections(widths, 2, widths.length - 1) * outputs * samples);
    }
    if (job.texts("measure").contains("mixture")) {
      // The mixture is measured at the start and at the end. Outputs are carried down to every
      // node, plain and gated. Then all pairs with the teacher's nodes are formed, which are fewer.
      double pairs = all / job.integer("over_realisation");
      further += 2 * (4 * (all + pairs) * outputs * samples);
    }
    return started(
        job,
        SMALL_MB + fcWeightsMb(all),
        START_SECONDS + fcMeasuring(job, all) + further / FAN_OUT_FLOPS_PER_SECOND);
  }

  private static Resources cifar10Fc(Job job) {
    double[] widths = fcWidths(job, CIFAR10_INPUTS, CIFAR10_CLASSES);
    return switch (job.stage()) {
      case TEACHER -> {
        double samples = (double) job.integer("teacher_samples") * job.integer("teacher_epochs");
        yield started(
            job,
            fcTrainingMb(widths, CIFAR10_MB),
            CIFAR10_SECONDS
                + samples * CIFAR10_INPUTS * PIXEL_SECONDS
                + fcTraining(widths, samples, job.integer("teacher_batch"), true));
      }
      case STUDENT -> {
        double samples = (double) job.integer("samples_per_epoch") * job.integer("epochs");
        yield started(
            job,
            fcTrainingMb(widths, CIFAR10_MB),
            CIFAR10_SECONDS
                + samples * CIFAR10_INPUTS * PIXEL_SECONDS
                + fcTraining(
                    widths, samples, job.integer("batch"), job.integer("batch_norm") == 1));
      }
      default -> {
        double connections = connections(widths, 1, widths.length);
        yield started(
            job,
            SMALL_MB + fcWeightsMb(connections),
            CIFAR10_SECONDS + fcMeasuring(job, connections));
      }
    };
  }

  private static double fcTrainingMb(double[] widths, double dataMb) {
    return SMALL_MB + fcWeightsMb(connections(widths, 1, widths.length)) + 3 * dataMb;
  }

  /**
   * Seconds to train a fully connected network.
   *
   * @param samples number of samples of all epochs together
   */
  private static double fcTraining(
      double[] widths, double samples, double batch, boolean batchNorm) {
    // The gradient of the inputs is not computed.
    double flops =
        samples * 2 * (3 * connections(widths, 1, widths.length) - widths[0] * widths[1]);
    double nodes = Arrays.stream(widths, 1, widths.length - 1).sum();
    return flops / FC_FLOPS_PER_SECOND
        + samples / batch * STEP_SECONDS
        + (batchNorm ? samples * nodes * FC_NORM_SECONDS : 0);
  }

  /** Seconds of the forward passes of all snapshots. */
  private static double fcMeasuring(Job job, double connections) {
    double samples = Math.max(job.integer("evaluation_samples"), accuracySamples(job));
    double flops = 2 * connections * samples;
    return epochs(job, "snapshot_epochs")
        * (MEASURED_SNAPSHOT_SECONDS + flops / FC_FLOPS_PER_SECOND);
  }

  /**
   * Number of epochs that a setting names, at most: the epochs of a list and the last one, or every
   * epoch and the start.
   */
  static double epochs(Job job, String setting) {
    return job.value(setting).isTextual()
        ? job.integer("epochs") + 1.0
        : job.integers(setting).length + 1.0;
  }

  /** MB of weights: as Java reads and writes them, in TensorFlow, and in transit between both. */
  private static double fcWeightsMb(double connections) {
    return 8 * 4 * connections / 1e6;
  }

  /**
   * Widths of all layers: inputs, nodes of each hidden layer, and outputs. A TEACHER job gives the
   * widths of the teacher, any other job those of the student.
   */
  static double[] fcWidths(Job job, double inputs, double outputs) {
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

  /**
   * Number of weights below each layer from {@code from} to {@code end}, {@code end} not included.
   */
  static double connections(double[] widths, int from, int end) {
    double sum = 0;
    for (int layer = from; layer < end; layer++) {
      sum += widths[layer - 1] * widths[layer];
    }
    return sum;
  }

  static ConvNetShape cifar10Teacher(Job job) {
    boolean without =
        job.settings().containsKey("teacher_batch_norm") && job.integer("teacher_batch_norm") == 0;
    return ConvNetShape.cifar10(
        Arrays.stream(job.integers("teacher_channels")).boxed().toList(),
        without ? BatchNorm.NONE : BatchNorm.AFTER_RELU);
  }

  /** The shape of the teacher at a job's stage: whole at TEACHER, pruned later. */
  static ConvNetShape prunedTeacher(Job job) {
    ConvNetShape whole = cifar10Teacher(job);
    if (job.stage() == Stage.TEACHER) {
      return whole;
    }
    double share = job.real("prune_share");
    return ConvNetShape.cifar10(
        whole.channels().stream().map(all -> all - (int) (all * share)).toList(),
        whole.batchNorm());
  }

  private static Resources gausConvNet(Job job) {
    if (job.stage() == Stage.TEACHER) {
      return started(job, SMALL_MB, JAVA_SECONDS);
    }
    ConvNetShape teacher = GaussianConvNets.teacherShape(job);
    double samples =
        job.integer(job.stage() == Stage.STUDENT ? "train_samples" : "evaluation_samples");
    return convNet(job, job, teacher, 2 * 4 * samples * teacher.imageSize() / 1e6);
  }

  /**
   * @param trained the job that trains the students
   * @param teacher shape of the teacher at this stage
   * @param dataMb memory in MB that the images take
   */
  private static Resources convNet(Job job, Job trained, ConvNetShape teacher, double dataMb) {
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
            images * passSeconds(teacher) + SNAPSHOT_SECONDS * epochs(job, "snapshot_epochs"),
            dataMb);
      }
      default -> {
        ConvNetShape student = student(job, teacher);
        double numbers = teacher.activations() + student.activations();
        yield resources(
            job,
            SMALL_MB
                + dataMb
                + megabytes(MEASURING_COPIES * MEASURED_TOGETHER * numbers)
                + megabytes(4 * student.weights()),
            epochs(trained, "snapshot_epochs")
                * (SNAPSHOT_SECONDS
                    + job.integer("evaluation_samples") * passSeconds(teacher)
                    + Math.max(job.integer("evaluation_samples"), accuracySamples(job))
                        * passSeconds(student)));
      }
    };
  }

  /**
   * Number of images on which every snapshot's accuracy is measured; the first of them serve all
   * other measurements.
   */
  private static int accuracySamples(Job job) {
    return job.settings().containsKey("accuracy_samples") ? job.integer("accuracy_samples") : 0;
  }

  private static int imagesOfAnEpoch(Job job) {
    return job.integer(
        job.settings().containsKey("train_samples") ? "train_samples" : "samples_per_epoch");
  }

  private static ConvNetShape student(Job job, ConvNetShape teacher) {
    // METRICS jobs do not have this setting; measuring takes about as long with and without
    // BatchNorm.
    boolean without = job.settings().containsKey("batch_norm") && job.integer("batch_norm") == 0;
    return teacher.wider(
        job.integer("over_realisation"), without ? BatchNorm.NONE : BatchNorm.AFTER_RELU);
  }

  /**
   * @param otherSeconds seconds spent besides training
   */
  private static Resources training(
      Job job,
      ConvNetShape shape,
      double images,
      double batch,
      double otherSeconds,
      double dataMb) {
    // Weights are held as Java reads and writes them, in TensorFlow, and in transit between both.
    return resources(
        job,
        SMALL_MB
            + dataMb
            + megabytes(TRAINING_COPIES * batch * shape.activations())
            + megabytes(8 * shape.weights()),
        images
                * (shape.trainingFlops() / CONVNET_FLOPS_PER_SECOND
                    + shape.activations()
                        * (shape.batchNorm().present() ? MAP_WITH_NORM_SECONDS : MAP_SECONDS))
            + otherSeconds);
  }

  /** Seconds of one image's forward pass. */
  private static double passSeconds(ConvNetShape shape) {
    return shape.forwardFlops() / CONVNET_FLOPS_PER_SECOND
        + shape.activations() * MAP_FORWARD_SECONDS;
  }

  private static double megabytes(double numbers) {
    return 4 * numbers / 1e6;
  }

  private static Resources resources(Job job, double memoryMb, double seconds) {
    boolean images = job.needs().containsKey("dataset");
    return started(job, memoryMb, (images ? CIFAR10_SECONDS : START_SECONDS) + seconds);
  }

  /**
   * @param seconds seconds including those of the start
   */
  private static Resources started(Job job, double memoryMb, double seconds) {
    int cpus = job.settings().containsKey("threads") ? job.integer("threads") : 1;
    return new Resources(cpus, (int) memoryMb, seconds / 60 / cpus);
  }
}
