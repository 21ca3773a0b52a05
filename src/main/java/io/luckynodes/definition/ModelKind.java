package io.luckynodes.definition;

import static io.luckynodes.job.Stage.DATASET;
import static io.luckynodes.job.Stage.METRICS;
import static io.luckynodes.job.Stage.PRUNE;
import static io.luckynodes.job.Stage.STUDENT;
import static io.luckynodes.job.Stage.TEACHER;

import io.luckynodes.job.Stage;
import io.luckynodes.table.BatchNormRow;
import io.luckynodes.table.BiasesRow;
import io.luckynodes.table.BoundariesRow;
import io.luckynodes.table.CircleNodesRow;
import io.luckynodes.table.ClassificationRow;
import io.luckynodes.table.ClusterTargetsRow;
import io.luckynodes.table.ClustersRow;
import io.luckynodes.table.EvaluationRow;
import io.luckynodes.table.GradientNormsRow;
import io.luckynodes.table.GrowthRow;
import io.luckynodes.table.LawsRow;
import io.luckynodes.table.LayersRow;
import io.luckynodes.table.LearningCurveRow;
import io.luckynodes.table.MatricesRow;
import io.luckynodes.table.MergingRow;
import io.luckynodes.table.MixtureRow;
import io.luckynodes.table.NetworkRow;
import io.luckynodes.table.NeuronCosinesRow;
import io.luckynodes.table.NeuronsRow;
import io.luckynodes.table.NormVectorsRow;
import io.luckynodes.table.NormsRow;
import io.luckynodes.table.ObservabilityRow;
import io.luckynodes.table.PairsRow;
import io.luckynodes.table.PlaneCellsRow;
import io.luckynodes.table.PlaneNeuronsRow;
import io.luckynodes.table.PlaneSamplesRow;
import io.luckynodes.table.ProbesRow;
import io.luckynodes.table.PruningRow;
import io.luckynodes.table.RegionNodesRow;
import io.luckynodes.table.RegionPiecesRow;
import io.luckynodes.table.RegionPointsRow;
import io.luckynodes.table.Row;
import io.luckynodes.table.StableCellsRow;
import io.luckynodes.table.StepLossesRow;
import io.luckynodes.table.StudentNodesRow;
import io.luckynodes.table.TableType;
import io.luckynodes.table.TeacherNodesRow;
import io.luckynodes.table.ThresholdsRow;
import io.luckynodes.table.UpdatesRow;
import io.luckynodes.table.WinnerRanksRow;
import java.util.List;
import java.util.Optional;

/**
 * The kinds of network that experiments train or read, with the stages and tables of each. The
 * description and settings of each kind are in {@code models.json}.
 */
@SuppressWarnings("ImmutableEnumChecker") // its lists are unmodifiable copies
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
          StudentNodesRow.class,
          TeacherNodesRow.class,
          PairsRow.class,
          LayersRow.class,
          WinnerRanksRow.class,
          ThresholdsRow.class,
          ObservabilityRow.class,
          GradientNormsRow.class,
          EvaluationRow.class,
          LearningCurveRow.class,
          BoundariesRow.class)),

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
      List.of(
          StudentNodesRow.class,
          TeacherNodesRow.class,
          LayersRow.class,
          WinnerRanksRow.class,
          MixtureRow.class,
          EvaluationRow.class)),

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
      List.of(TeacherNodesRow.class, LayersRow.class, WinnerRanksRow.class, EvaluationRow.class)),

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
      List.of(TeacherNodesRow.class, LayersRow.class, WinnerRanksRow.class, EvaluationRow.class)),

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
      List.of(TeacherNodesRow.class, LayersRow.class, WinnerRanksRow.class, EvaluationRow.class)),

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
      List.of(TeacherNodesRow.class, LayersRow.class, WinnerRanksRow.class, EvaluationRow.class)),

  /**
   * Two-layer ReLU classifiers of two classes made from classes of CIFAR-10, in grey, without a
   * teacher (It's Not a Lottery, It's a Race, section 5).
   */
  RACE(
      "race",
      Optional.of("cifar10"),
      List.of(DATASET, STUDENT, METRICS),
      false,
      true,
      List.of(
          StepLossesRow.class,
          ClassificationRow.class,
          NeuronsRow.class,
          UpdatesRow.class,
          GrowthRow.class,
          ClustersRow.class,
          ClusterTargetsRow.class,
          MergingRow.class,
          PruningRow.class,
          NeuronCosinesRow.class,
          StableCellsRow.class,
          ProbesRow.class)),

  /** The race's classifiers of a few Gaussian samples in the plane, whose cells can be listed. */
  RACE_PLANE(
      "race-plane",
      Optional.empty(),
      List.of(STUDENT, METRICS),
      true,
      true,
      List.of(
          StepLossesRow.class,
          ClassificationRow.class,
          NeuronsRow.class,
          UpdatesRow.class,
          GrowthRow.class,
          ClustersRow.class,
          ClusterTargetsRow.class,
          MergingRow.class,
          PlaneSamplesRow.class,
          PlaneCellsRow.class,
          PlaneNeuronsRow.class)),

  /**
   * Two-layer students of a two-layer teacher on the unit circle, whose activation regions are arcs
   * (Luck Matters, figures 1 to 3).
   */
  CIRCLE(
      "circle",
      Optional.empty(),
      List.of(METRICS),
      true,
      true,
      List.of(StudentNodesRow.class, CircleNodesRow.class, LawsRow.class)),

  /**
   * Nodes with weights of norm 1 on Gaussian inputs, whose dynamics have a closed form (Luck
   * Matters, theorems 4 and 5).
   */
  UNIT_NODES(
      "unit-nodes",
      Optional.empty(),
      List.of(METRICS),
      true,
      true,
      List.of(MatricesRow.class, LawsRow.class)),

  /** Overlaps of the nodes of a random teacher with each other (Luck Matters, figure 7). */
  OVERLAPS(
      "overlaps",
      Optional.empty(),
      List.of(METRICS),
      true,
      true,
      List.of(MatricesRow.class, LawsRow.class)),

  /**
   * Random pairs of nodes near two teacher nodes, for the bounds of Lemmas 2 and 3 of Luck Matters.
   */
  LEMMA_PAIRS(
      "lemma-pairs", Optional.empty(), List.of(METRICS), true, true, List.of(LawsRow.class)),

  /** Two nodes that are moved apart, for Lemma 4 of Luck Matters (figure 12). */
  FALL_OFF("fall-off", Optional.empty(), List.of(METRICS), true, true, List.of(LawsRow.class)),

  /** Directions of neurons under the simplified dynamics of the Race's phase 1. */
  CELL_FLOW("cell-flow", Optional.empty(), List.of(METRICS), true, true, List.of(LawsRow.class)),

  /** Small classifiers under gradient flow, for the statements of the Race about growth. */
  CLASSIFIER_FLOW(
      "classifier-flow", Optional.empty(), List.of(METRICS), true, true, List.of(LawsRow.class)),

  /**
   * Two-layer students in the plane, trained to critical points (Student Specialization, section
   * 4).
   */
  REGION(
      "region",
      Optional.empty(),
      List.of(METRICS),
      true,
      true,
      List.of(RegionPointsRow.class, RegionNodesRow.class, RegionPiecesRow.class, LawsRow.class)),

  /**
   * Small deep fully connected students, with or without BatchNorm, whose gradients are compared
   * with statements about them (Luck Matters, theorems 1 to 3, figures 9 to 11).
   */
  SMALL_FC(
      "small-fc",
      Optional.empty(),
      List.of(METRICS),
      true,
      true,
      List.of(
          LawsRow.class,
          MatricesRow.class,
          NetworkRow.class,
          NormVectorsRow.class,
          NormsRow.class)),

  /** Products of two gates under spherical inputs (Student Specialization, theorem 6). */
  GATE_PRODUCTS(
      "gate-products", Optional.empty(), List.of(METRICS), true, true, List.of(LawsRow.class)),

  /**
   * Two-layer students of strong and weak teacher nodes on infinitely many inputs (Student
   * Specialization, figure 6).
   */
  POPULATION("population", Optional.empty(), List.of(METRICS), true, true, List.of(LawsRow.class)),

  /** Two students of two teacher nodes in the plane (Student Specialization, figure 6b). */
  PURSUIT("pursuit", Optional.empty(), List.of(METRICS), true, true, List.of(LawsRow.class)),

  /** One student opposite to its teacher (Student Specialization, figure 6c). */
  SINGLE_STUDENT(
      "single-student", Optional.empty(), List.of(METRICS), true, true, List.of(LawsRow.class)),

  /** Growth of ratios of student norms (Student Specialization, theorem 7). */
  NORM_GROWTH(
      "norm-growth", Optional.empty(), List.of(METRICS), true, true, List.of(LawsRow.class)),

  /** Students with fan-outs of 1, of a teacher of unit vectors (Safran and Shamir, 1712.08968). */
  UNIT_VECTOR_TEACHER(
      "unit-vector-teacher",
      Optional.empty(),
      List.of(METRICS),
      true,
      true,
      List.of(LawsRow.class)),

  /**
   * Deep students of a teacher in the plane, trained to critical points (Student Specialization,
   * section 4.4).
   */
  DEEP_REGION(
      "deep-region",
      Optional.empty(),
      List.of(METRICS),
      true,
      true,
      List.of(LawsRow.class, MatricesRow.class, NetworkRow.class)),

  /** torchvision's VGG11 with BatchNorm, trained on ImageNet by its makers and only read here. */
  VGG11_BN(
      "vgg11-bn",
      Optional.of("vgg11-bn"),
      List.of(DATASET, METRICS),
      false,
      false,
      List.of(BatchNormRow.class, BiasesRow.class)),

  /** torchvision's VGG16 with BatchNorm, trained on ImageNet by its makers and only read here. */
  VGG16_BN(
      "vgg16-bn",
      Optional.of("vgg16-bn"),
      List.of(DATASET, METRICS),
      false,
      false,
      List.of(BatchNormRow.class, BiasesRow.class));

  private final String id;
  private final Optional<String> dataset;
  private final List<Stage> stages;
  private final boolean teacherPerSeed;
  private final boolean trainedTogether;
  private final List<Class<? extends Row>> tables;

  ModelKind(
      String id,
      Optional<String> dataset,
      List<Stage> stages,
      boolean teacherPerSeed,
      boolean trainedTogether,
      List<Class<? extends Row>> tables) {
    this.id = id;
    this.dataset = dataset;
    this.stages = List.copyOf(stages);
    this.teacherPerSeed = teacherPerSeed;
    this.trainedTogether = trainedTogether;
    this.tables = List.copyOf(tables);
  }

  /** Name in definition files. */
  public String id() {
    return id;
  }

  /** The data set that this kind needs; empty if inputs are drawn from named streams. */
  public Optional<String> dataset() {
    return dataset;
  }

  /** The stages that jobs of this kind pass, in order. */
  public List<Stage> stages() {
    return stages;
  }

  /**
   * Whether networks of this kind are trained or computed. Otherwise a network that others trained
   * is read, and there are neither seeds nor scales.
   */
  public boolean hasSeeds() {
    return !settings().isEmpty();
  }

  /** The stage in which students train; METRICS for small networks that METRICS also trains. */
  public Stage training() {
    return stages.contains(STUDENT) ? STUDENT : METRICS;
  }

  /** Whether each seed has a teacher of its own. */
  public boolean teacherPerSeed() {
    return teacherPerSeed;
  }

  /**
   * Whether students of several seeds, and of variants that differ only in settings of teachers or
   * of {@link SettingSpec#ofEachStudent each student}, train together in one job.
   */
  public boolean trainedTogether() {
    return trainedTogether;
  }

  /** The tables that METRICS can measure for this kind. */
  public List<Class<? extends Row>> tables() {
    return tables;
  }

  /** Names of the tables that METRICS can measure for this kind. */
  public List<String> tableNames() {
    return tables.stream().map(table -> TableType.of(table).name()).toList();
  }

  /** Description of this kind in one or two sentences. */
  public String words() {
    return ModelTable.words(id);
  }

  /** The settings of this kind, in the order in which people read them. */
  public List<SettingSpec> settings() {
    return ModelTable.settings(id);
  }

  /** The setting of a name; empty if there is none. */
  public Optional<SettingSpec> setting(String name) {
    return settings().stream().filter(spec -> spec.name().equals(name)).findFirst();
  }

  /** The kind of an id; empty if there is none. */
  public static Optional<ModelKind> of(String id) {
    return List.of(values()).stream().filter(kind -> kind.id.equals(id)).findFirst();
  }
}
