package io.luckynodes.definition;

import static io.luckynodes.definition.SettingSpec.Type.EPOCHS;
import static io.luckynodes.definition.SettingSpec.Type.INTEGER;
import static io.luckynodes.definition.SettingSpec.Type.INTEGERS;
import static io.luckynodes.definition.SettingSpec.Type.REAL;
import static io.luckynodes.definition.SettingSpec.Type.REALS;
import static io.luckynodes.definition.SettingSpec.Type.STEPS;
import static io.luckynodes.job.Stage.DATASET;
import static io.luckynodes.job.Stage.METRICS;
import static io.luckynodes.job.Stage.PRUNE;
import static io.luckynodes.job.Stage.STUDENT;
import static io.luckynodes.job.Stage.TEACHER;

import io.luckynodes.job.Stage;
import io.luckynodes.network.shape.ConvNetShape;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The kinds of network that experiments train or read, with the stages and settings of each. */
@SuppressWarnings("ImmutableEnumChecker") // its lists are copies that nobody can change
public enum ModelKind {
  /**
   * Two-layer ReLU students of random separated teachers, on Gaussian inputs (Student
   * Specialization, section 6).
   */
  TWO_LAYER(
      "two-layer",
      Optional.empty(),
      List.of(TEACHER, STUDENT, METRICS),
      true,
      true,
      List.of(
          "student-nodes",
          "teacher-nodes",
          "pairs",
          "layers",
          "winner-ranks",
          "thresholds",
          "observability",
          "gradient-norms",
          "evaluation",
          "learning-curve",
          "boundaries"),
      table()
          .integer(
              "inputs",
              "input dimensions",
              1,
              "d, dimension of the inputs",
              TEACHER,
              STUDENT,
              METRICS)
          .real("input_std", "input deviation", 0, "σ of the Gaussian inputs", STUDENT, METRICS)
          .integer(
              "train_samples",
              "training samples",
              1,
              "fixed training samples of each seed",
              STUDENT)
          .integer(
              "evaluation_samples",
              "evaluation samples",
              2,
              "evaluation samples of each seed",
              STUDENT,
              METRICS)
          .integer(
              "outputs",
              "outputs",
              1,
              "c, outputs of teacher and student",
              TEACHER,
              STUDENT,
              METRICS)
          .integer(
              "teacher_nodes",
              "teacher nodes",
              1,
              "m, hidden nodes of the teacher",
              TEACHER,
              STUDENT,
              METRICS)
          .reals(
              "weight_choices",
              "weight choices",
              "the teacher's weights are drawn from these",
              TEACHER)
          .real(
              "teacher_bias",
              "teacher bias",
              -Double.MAX_VALUE,
              "bias of both teacher layers",
              TEACHER)
          .real(
              "polarity",
              "polarity",
              0,
              "p, the fan-out of teacher node j is divided by j^p",
              TEACHER)
          .integer(
              "over_realisation",
              "over-realisation",
              1,
              "student nodes per teacher node, n / m",
              STUDENT,
              METRICS)
          .real(
              "student_std",
              "initial deviation",
              0,
              "σ of the student's initial Gaussian weights",
              STUDENT)
          .real(
              "learning_rate",
              "learning rate",
              Double.MIN_VALUE,
              "step size η of plain SGD",
              STUDENT)
          .integer("batch", "batch size", 1, "samples a step, drawn with replacement", STUDENT)
          .integer("steps_per_epoch", "steps per epoch", 1, "steps an epoch", STUDENT)
          .integer("epochs", "epochs", 1, "epochs of training", STUDENT)
          .epochs(
              "evaluation_epochs",
              "evaluations",
              "epochs after which the loss on the evaluation samples is measured, for the table learning-curve")
          .epochs(
              "snapshot_epochs",
              "snapshots",
              "epochs after which students are measured; the last always is")
          .integer("threads", "threads", 1, "threads within an operation", STUDENT, METRICS)
          .list),

  /**
   * Deep fully connected ReLU students of random separated teachers, on Gaussian inputs (Student
   * Specialization, section 6).
   */
  FC(
      "fc",
      Optional.empty(),
      List.of(TEACHER, STUDENT, METRICS),
      true,
      false,
      List.of("student-nodes", "teacher-nodes", "layers", "winner-ranks", "mixture", "evaluation"),
      table()
          .integer(
              "inputs",
              "input dimensions",
              1,
              "d, dimension of the inputs",
              TEACHER,
              STUDENT,
              METRICS)
          .real(
              "input_std",
              "input deviation",
              0,
              "σ of the Gaussian inputs",
              TEACHER,
              STUDENT,
              METRICS)
          .integer("train_samples", "training samples", 1, "training samples of an epoch", STUDENT)
          .flag(
              "fresh_samples",
              "fresh samples",
              "1: training samples are drawn anew for each epoch; 0: once for each seed",
              STUDENT)
          .integer(
              "evaluation_samples",
              "evaluation samples",
              2,
              "evaluation samples of each seed; a half-active teacher's biases are set by them",
              TEACHER,
              METRICS)
          .integer(
              "fan_out_samples",
              "fan-out samples",
              1,
              "the first of the evaluation samples, over which √E[β_jj], β* and H* are taken",
              METRICS)
          .integer(
              "outputs",
              "outputs",
              1,
              "c, outputs of teacher and student",
              TEACHER,
              STUDENT,
              METRICS)
          .integers(
              "teacher_widths",
              "teacher nodes",
              1,
              Integer.MAX_VALUE,
              "nodes of each hidden layer of the teacher, lowest first",
              TEACHER,
              STUDENT,
              METRICS)
          .reals(
              "weight_choices",
              "weight choices",
              "the teacher's weights are drawn from these",
              TEACHER)
          .flag(
              "half_active",
              "half-active teacher",
              "1: biases let each teacher node be active on half of the evaluation samples, and outputs have mean 0 and deviation 1; 0: bias_range sets them",
              TEACHER)
          .real(
              "bias_range",
              "bias range",
              0,
              "the teacher's biases are drawn uniform in ± this; not used if half_active is 1",
              TEACHER)
          .integer(
              "over_realisation",
              "over-realisation",
              1,
              "student nodes per teacher node, n / m, in every hidden layer",
              STUDENT,
              METRICS)
          .real(
              "initial_scale",
              "initial scale",
              0,
              "the student starts uniform in ± this / √fan-in",
              STUDENT)
          .batchNorm(
              "whether the student's BatchNorm stands before ReLU (1) or after it (0)", STUDENT)
          .real(
              "learning_rate",
              "learning rate",
              Double.MIN_VALUE,
              "step size η of plain SGD in the first epochs",
              STUDENT)
          .integer(
              "learning_rate_epochs",
              "epochs of the first learning rate",
              0,
              "how many the first epochs are",
              STUDENT)
          .real(
              "later_learning_rate",
              "later learning rate",
              Double.MIN_VALUE,
              "step size η after the first epochs",
              STUDENT)
          .integer("batch", "batch size", 1, "samples a step", STUDENT)
          .integer("epochs", "epochs", 1, "epochs of training", STUDENT, METRICS)
          .epochs(
              "snapshot_epochs",
              "snapshots",
              "epochs after which students are measured; the last always is",
              METRICS)
          .integer("threads", "threads", 1, "threads within an operation", STUDENT, METRICS)
          .list),

  /**
   * Deep fully connected students of a teacher with BatchNorm, pre-trained on CIFAR-10 (Luck
   * Matters, section 6).
   */
  CIFAR10_FC(
      "cifar10-fc",
      Optional.of("cifar10"),
      List.of(DATASET, TEACHER, STUDENT, METRICS),
      false,
      false,
      List.of("teacher-nodes", "layers", "winner-ranks", "evaluation"),
      table()
          .integers(
              "teacher_widths",
              "teacher nodes",
              1,
              Integer.MAX_VALUE,
              "nodes of each hidden layer of the teacher, lowest first",
              TEACHER,
              STUDENT,
              METRICS)
          .integer(
              "teacher_epochs",
              "teacher epochs",
              0,
              "epochs of the teacher's pre-training",
              TEACHER)
          .integer(
              "teacher_samples",
              "teacher samples per epoch",
              2,
              "images an epoch of pre-training",
              TEACHER)
          .integer(
              "teacher_batch", "teacher batch size", 2, "images a step of pre-training", TEACHER)
          .real(
              "teacher_learning_rate",
              "teacher learning rate",
              Double.MIN_VALUE,
              "step size in the first epoch, which falls to 0 along half a cosine",
              TEACHER)
          .integer(
              "over_realisation",
              "over-realisation",
              1,
              "student nodes per teacher node, n / m, in every hidden layer",
              STUDENT,
              METRICS)
          .batchNorm(
              "whether the student's BatchNorm stands before ReLU (1) or after it (0)", STUDENT)
          .real(
              "learning_rate",
              "learning rate",
              Double.MIN_VALUE,
              "step size η of plain SGD",
              STUDENT)
          .integer("batch", "batch size", 2, "images a step", STUDENT)
          .integer("samples_per_epoch", "images per epoch", 2, "training images an epoch", STUDENT)
          .integer("epochs", "epochs", 1, "epochs of training", STUDENT, METRICS)
          .epochs(
              "snapshot_epochs",
              "snapshots",
              "epochs after which students are measured; the last always is",
              METRICS)
          .cifar10Evaluation()
          .list),

  /**
   * ConvNet students of a ConvNet teacher pre-trained on CIFAR-10 and pruned (Student
   * Specialization, section 7).
   */
  CONVNET(
      "convnet",
      Optional.of("cifar10"),
      List.of(DATASET, TEACHER, PRUNE, STUDENT, METRICS),
      false,
      false,
      List.of("teacher-nodes", "layers", "winner-ranks", "evaluation"),
      table()
          .preTraining(PRUNE)
          .real(
              "prune_share",
              "pruned share",
              0,
              0.95,
              "share of each layer's channels that is dropped",
              PRUNE,
              STUDENT,
              METRICS)
          .integer(
              "fine_tune_epochs",
              "fine-tuning epochs",
              0,
              "epochs of training after pruning",
              PRUNE)
          .integer(
              "fine_tune_samples",
              "fine-tuning samples per epoch",
              2,
              "images an epoch of fine-tuning",
              PRUNE)
          .real(
              "fine_tune_learning_rate",
              "fine-tuning rate",
              0,
              "peak of a half-cosine that falls to 0",
              PRUNE)
          .integer(
              "over_realisation",
              "over-realisation",
              1,
              "student channels per remaining teacher channel",
              STUDENT,
              METRICS)
          .cifar10Student()
          .epochs(
              "snapshot_epochs",
              "snapshots",
              "epochs after which students are measured; the last always is")
          .cifar10Evaluation(PRUNE)
          .list),

  /**
   * ConvNet students, with or without BatchNorm, of a ConvNet teacher pre-trained on CIFAR-10 (Luck
   * Matters, section 5).
   */
  CIFAR10_CONVNET(
      "cifar10-convnet",
      Optional.of("cifar10"),
      List.of(DATASET, TEACHER, STUDENT, METRICS),
      false,
      false,
      List.of("teacher-nodes", "layers", "winner-ranks", "evaluation"),
      table()
          .preTraining()
          .integer(
              "over_realisation",
              "over-realisation",
              1,
              "student channels per teacher channel",
              STUDENT,
              METRICS)
          .batchNorm(
              "whether BatchNorm, where there is any, stands before ReLU (1) or after it (0); in teacher and student alike",
              TEACHER,
              STUDENT)
          .cifar10Student()
          .epochs(
              "snapshot_epochs",
              "snapshots",
              "epochs after which students are measured; the last always is",
              METRICS)
          .cifar10Evaluation()
          .list),

  /**
   * ConvNet students, with or without BatchNorm, of random separated ConvNet teachers on Gaussian
   * images (Luck Matters, section 5).
   */
  GAUS_CONVNET(
      "gaus-convnet",
      Optional.empty(),
      List.of(TEACHER, STUDENT, METRICS),
      true,
      false,
      List.of("teacher-nodes", "layers", "winner-ranks", "evaluation"),
      table()
          .integer(
              "image_side",
              "image side",
              3,
              "pixels of a side of the square images, which have one channel",
              TEACHER,
              STUDENT,
              METRICS)
          .real("input_std", "input deviation", 0, "σ of the Gaussian images", STUDENT, METRICS)
          .integer("train_samples", "training samples", 2, "images an epoch", STUDENT)
          .flag(
              "fresh_samples",
              "fresh samples",
              "1: the training images are drawn anew each epoch; 0: once",
              STUDENT)
          .integer(
              "evaluation_samples",
              "evaluation samples",
              2,
              "evaluation images of each seed",
              METRICS)
          .integer(
              "outputs",
              "outputs",
              1,
              "c, outputs of teacher and student",
              TEACHER,
              STUDENT,
              METRICS)
          .integers(
              "teacher_channels",
              "teacher channels",
              1,
              Integer.MAX_VALUE,
              "channels of each hidden layer of the teacher; every layer makes the map 2 pixels smaller",
              TEACHER,
              STUDENT,
              METRICS)
          .reals(
              "weight_choices",
              "weight choices",
              "the teacher's weights are drawn from these",
              TEACHER)
          .real(
              "bias_range",
              "bias range",
              0,
              "the teacher's biases are drawn uniform in ± this",
              TEACHER)
          .integer(
              "over_realisation",
              "over-realisation",
              1,
              "student channels per teacher channel",
              STUDENT,
              METRICS)
          .batchNorm(
              "whether the student's BatchNorm stands before ReLU (1) or after it (0)", STUDENT)
          .real("learning_rate", "learning rate", 0, "step size η of plain SGD", STUDENT)
          .integer("batch", "batch size", 2, "images a step", STUDENT)
          .integer("epochs", "epochs", 1, "epochs of training", STUDENT, METRICS)
          .epochs(
              "snapshot_epochs",
              "snapshots",
              "epochs after which students are measured; the last always is",
              METRICS)
          .integer("threads", "threads", 1, "threads within an operation", STUDENT, METRICS)
          .list),

  /**
   * Two-layer ReLU classifiers of two classes made of CIFAR-10's, in grey, without a teacher (It's
   * Not a Lottery, It's a Race, section 5).
   */
  RACE(
      "race",
      Optional.of("cifar10"),
      List.of(DATASET, STUDENT, METRICS),
      false,
      true,
      List.of(
          "step-losses",
          "classification",
          "neurons",
          "updates",
          "growth",
          "clusters",
          "cluster-targets",
          "merging",
          "pruning",
          "stable-cells",
          "probes"),
      table()
          .integer(
              "train_samples",
              "training images",
              4,
              "N, training images of each seed, a multiple of 4",
              STUDENT,
              METRICS)
          .integer(
              "evaluation_samples",
              "test images",
              4,
              4000,
              "test images for measuring, a multiple of 4",
              METRICS)
          .real(
              "pixel_mean",
              "pixel mean",
              -Double.MAX_VALUE,
              "an input is (grey − this) / pixel_std, with grey from 0 to 1",
              STUDENT,
              METRICS)
          .real(
              "pixel_std",
              "pixel deviation",
              Double.MIN_VALUE,
              "what grey less pixel_mean is divided by",
              STUDENT,
              METRICS)
          .race()
          .steps(
              "loss_steps",
              "measured losses",
              "steps after which the loss on all training images is measured, likewise")
          .real(
              "prune_share",
              "pruned share",
              0,
              0.99,
              "share of the weights that are pruned after the last round",
              STUDENT,
              METRICS)
          .integer(
              "prune_rounds",
              "rounds of pruning",
              0,
              100,
              "rounds of pruning, rewinding and training again; 0: none",
              STUDENT,
              METRICS)
          .integer(
              "probes",
              "probes",
              1,
              "random directions from which stable cells are looked for",
              METRICS)
          .integer(
              "probe_patience",
              "patience",
              1,
              "rounds without fewer cells after which the probes stop",
              METRICS)
          .list),

  /** The race's classifiers of a few Gaussian samples in the plane, whose cells can be listed. */
  RACE_PLANE(
      "race-plane",
      Optional.empty(),
      List.of(STUDENT, METRICS),
      true,
      true,
      List.of(
          "step-losses",
          "classification",
          "neurons",
          "updates",
          "growth",
          "clusters",
          "cluster-targets",
          "merging",
          "plane-samples",
          "plane-cells",
          "plane-neurons"),
      table()
          .integer("train_samples", "samples", 2, "N, samples of each seed", STUDENT, METRICS)
          .real(
              "class_distance",
              "class distance",
              0,
              "distance between the middles of the two classes, each N(0, 1) in both directions",
              STUDENT,
              METRICS)
          .race()
          .list),

  /** torchvision's VGG11 with BatchNorm, trained on ImageNet by its makers and only read here. */
  VGG11_BN(
      "vgg11-bn",
      Optional.of("vgg11-bn"),
      List.of(DATASET, METRICS),
      false,
      false,
      List.of("batch-norm", "biases"),
      table().list),

  /** torchvision's VGG16 with BatchNorm, likewise. */
  VGG16_BN(
      "vgg16-bn",
      Optional.of("vgg16-bn"),
      List.of(DATASET, METRICS),
      false,
      false,
      List.of("batch-norm", "biases"),
      table().list);

  private final String id;
  private final Optional<String> dataset;
  private final List<Stage> stages;
  private final boolean teacherPerSeed;
  private final boolean trainedTogether;
  private final List<String> tables;
  private final List<SettingSpec> settings;

  ModelKind(
      String id,
      Optional<String> dataset,
      List<Stage> stages,
      boolean teacherPerSeed,
      boolean trainedTogether,
      List<String> tables,
      List<SettingSpec> settings) {
    this.id = id;
    this.dataset = dataset;
    this.stages = List.copyOf(stages);
    this.teacherPerSeed = teacherPerSeed;
    this.trainedTogether = trainedTogether;
    this.tables = List.copyOf(tables);
    this.settings = List.copyOf(settings);
  }

  /** Name in definition files. */
  public String id() {
    return id;
  }

  /** The data set that it needs; empty if inputs are drawn from named streams. */
  public Optional<String> dataset() {
    return dataset;
  }

  /** The stages that its jobs pass, in order. */
  public List<Stage> stages() {
    return stages;
  }

  /**
   * Whether students are trained. If not, a network that others trained is read, and there are
   * neither seeds nor scales.
   */
  public boolean trained() {
    return stages.contains(STUDENT);
  }

  /** Whether each seed has a teacher of its own. */
  public boolean teacherPerSeed() {
    return teacherPerSeed;
  }

  /**
   * Whether students of several seeds, and of cells that differ only in settings of teachers or of
   * {@link SettingSpec#ofEachStudent each student}, train together in one job.
   */
  public boolean trainedTogether() {
    return trainedTogether;
  }

  /** The tables that METRICS can measure of it. */
  public List<String> tables() {
    return tables;
  }

  public List<SettingSpec> settings() {
    return settings;
  }

  /** The setting of that name. */
  public Optional<SettingSpec> setting(String name) {
    return settings.stream().filter(spec -> spec.name().equals(name)).findFirst();
  }

  /** The kind of that name. */
  public static Optional<ModelKind> of(String id) {
    return List.of(values()).stream().filter(kind -> kind.id.equals(id)).findFirst();
  }

  private static SettingList table() {
    return new SettingList();
  }

  /** Reads as a table of settings above. */
  private static final class SettingList {
    final List<SettingSpec> list = new ArrayList<>();

    SettingList integer(String name, String label, double least, String meaning, Stage... stages) {
      return add(name, label, INTEGER, least, Integer.MAX_VALUE, meaning, stages);
    }

    SettingList integer(
        String name, String label, double least, double most, String meaning, Stage... stages) {
      return add(name, label, INTEGER, least, most, meaning, stages);
    }

    /** Students that train together may differ in the last setting. */
    SettingList ofEachStudent() {
      list.set(list.size() - 1, list.get(list.size() - 1).forEachStudent());
      return this;
    }

    /** Classifiers of the race, whatever their samples. */
    SettingList race() {
      return integer("hidden_nodes", "neurons", 1, "d, hidden nodes", STUDENT, METRICS)
          .real(
              "initial_std",
              "initial deviation",
              0,
              "σ of the initial Gaussian weights of both layers; biases start at 0",
              STUDENT)
          .ofEachStudent()
          .real(
              "learning_rate",
              "learning rate",
              Double.MIN_VALUE,
              "step size η of SGD with momentum",
              STUDENT,
              METRICS)
          .real(
              "momentum", "momentum", 0, 0.999, "μ in v ← μ v + ∂L, w ← w − η v", STUDENT, METRICS)
          .integer("batch", "batch size", 1, "samples a step", STUDENT, METRICS)
          .integer("steps", "steps", 1, "steps of one training", STUDENT, METRICS)
          .steps(
              "snapshot_steps",
              "snapshots",
              "steps after which students are measured; the start and the last always are")
          .real(
              "cluster_cosine",
              "cluster threshold",
              0.01,
              1,
              "least cosine between a neuron's incoming weights and those of its cluster's leader",
              METRICS)
          .integer("threads", "threads", 1, "threads within an operation", STUDENT, METRICS);
    }

    /** Of training that counts steps instead of epochs. */
    SettingList steps(String name, String label, String meaning) {
      return add(name, label, STEPS, 0, Integer.MAX_VALUE, meaning, STUDENT, METRICS);
    }

    /** 1 or 0. */
    SettingList flag(String name, String label, String meaning, Stage... stages) {
      return add(name, label, INTEGER, 0, 1, meaning, stages);
    }

    SettingList real(String name, String label, double least, String meaning, Stage... stages) {
      return add(name, label, REAL, least, Double.MAX_VALUE, meaning, stages);
    }

    SettingList real(
        String name, String label, double least, double most, String meaning, Stage... stages) {
      return add(name, label, REAL, least, most, meaning, stages);
    }

    SettingList integers(
        String name, String label, double least, int mostItems, String meaning, Stage... stages) {
      return add(name, label, INTEGERS, least, Integer.MAX_VALUE, mostItems, meaning, stages);
    }

    SettingList reals(String name, String label, String meaning, Stage... stages) {
      return add(name, label, REALS, -Double.MAX_VALUE, Double.MAX_VALUE, meaning, stages);
    }

    SettingList epochs(String name, String label, String meaning, Stage... besidesStudent) {
      List<Stage> stages = new ArrayList<>(List.of(besidesStudent));
      stages.add(STUDENT);
      return add(name, label, EPOCHS, 0, Integer.MAX_VALUE, meaning, stages.toArray(Stage[]::new));
    }

    /**
     * Pre-training on CIFAR-10.
     *
     * @param further stages besides that train the teacher
     */
    SettingList preTraining(Stage... further) {
      return integers(
              "teacher_channels",
              "teacher channels",
              1,
              ConvNetShape.mostLayersOnCifar10(),
              "channels of each hidden layer of the teacher; every layer makes the map 2 pixels smaller",
              with(further, TEACHER, STUDENT, METRICS))
          .integer(
              "teacher_epochs",
              "teacher epochs",
              0,
              "epochs of the teacher's pre-training",
              TEACHER)
          .integer(
              "teacher_samples",
              "teacher samples per epoch",
              2,
              "images an epoch of pre-training",
              TEACHER)
          .integer(
              "teacher_batch",
              "teacher batch size",
              2,
              "images a step of pre-training",
              with(further, TEACHER))
          .real(
              "teacher_learning_rate",
              "teacher learning rate",
              0,
              "peak of a half-cosine that falls to 0",
              TEACHER)
          .real(
              "teacher_momentum",
              "teacher momentum",
              0,
              0.999,
              "momentum of pre-training",
              with(further, TEACHER))
          .real(
              "teacher_weight_decay",
              "teacher weight decay",
              0,
              "λ of λ/2‖w‖² in pre-training",
              with(further, TEACHER));
    }

    /**
     * BatchNorm of students.
     *
     * @param place what its place means
     * @param stages that its place concerns
     */
    SettingList batchNorm(String place, Stage... stages) {
      return flag(
              "batch_norm",
              "BatchNorm",
              "1: every hidden layer of the student has BatchNorm; 0: none has",
              STUDENT)
          .flag("batch_norm_before", "BatchNorm before ReLU", place, stages)
          .flag(
              "batch_norm_affine",
              "affine BatchNorm",
              "1: the student's BatchNorm learns a scale and an offset; 0: they are 1 and 0",
              STUDENT);
    }

    /** Training of students on CIFAR-10. */
    SettingList cifar10Student() {
      return real("learning_rate", "learning rate", 0, "step size η of plain SGD", STUDENT)
          .integer("batch", "batch size", 2, "images a step", STUDENT)
          .integer("samples_per_epoch", "images per epoch", 2, "training images an epoch", STUDENT)
          .integer("epochs", "epochs", 1, "epochs of training", STUDENT, METRICS);
    }

    /**
     * What stands last for networks on CIFAR-10.
     *
     * @param further stages besides that compute
     */
    SettingList cifar10Evaluation(Stage... further) {
      return integer(
              "evaluation_samples", "evaluation images", 2, "test images for measuring", METRICS)
          .integer(
              "threads",
              "threads",
              1,
              "threads within an operation",
              with(further, TEACHER, STUDENT, METRICS));
    }

    private static Stage[] with(Stage[] further, Stage... stages) {
      List<Stage> all = new ArrayList<>(List.of(stages));
      all.addAll(List.of(further));
      return all.toArray(Stage[]::new);
    }

    private SettingList add(
        String name,
        String label,
        SettingSpec.Type type,
        double least,
        double most,
        String meaning,
        Stage... stages) {
      return add(name, label, type, least, most, Integer.MAX_VALUE, meaning, stages);
    }

    private SettingList add(
        String name,
        String label,
        SettingSpec.Type type,
        double least,
        double most,
        int mostItems,
        String meaning,
        Stage... stages) {
      Set<Stage> own = EnumSet.noneOf(Stage.class);
      own.addAll(List.of(stages));
      double highest = most == Integer.MAX_VALUE ? Double.MAX_VALUE : most;
      list.add(new SettingSpec(name, label, type, least, highest, mostItems, own, false, meaning));
      return this;
    }
  }
}
