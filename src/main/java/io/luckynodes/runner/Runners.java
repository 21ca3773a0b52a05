package io.luckynodes.runner;

import static java.util.Map.entry;

import io.luckynodes.dataset.DatasetStage;
import io.luckynodes.dataset.VggBatchNormStage;
import io.luckynodes.definition.ModelKind;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.figure.FigureStage;
import io.luckynodes.job.Job;
import io.luckynodes.job.Stage;
import io.luckynodes.metrics.circle.CircleMetricsStage;
import io.luckynodes.metrics.convnet.Cifar10ConvNetMetricsStage;
import io.luckynodes.metrics.convnet.ConvNetMetricsStage;
import io.luckynodes.metrics.convnet.GausConvNetMetricsStage;
import io.luckynodes.metrics.deep.DeepRegionMetricsStage;
import io.luckynodes.metrics.fc.Cifar10FcMetricsStage;
import io.luckynodes.metrics.fc.FcMetricsStage;
import io.luckynodes.metrics.flow.CellFlowMetricsStage;
import io.luckynodes.metrics.flow.ClassifierFlowMetricsStage;
import io.luckynodes.metrics.overlaps.FallOffMetricsStage;
import io.luckynodes.metrics.overlaps.LemmaPairsMetricsStage;
import io.luckynodes.metrics.overlaps.OverlapsMetricsStage;
import io.luckynodes.metrics.population.GateProductsMetricsStage;
import io.luckynodes.metrics.population.NormGrowthMetricsStage;
import io.luckynodes.metrics.population.PopulationMetricsStage;
import io.luckynodes.metrics.population.PursuitMetricsStage;
import io.luckynodes.metrics.population.SingleStudentMetricsStage;
import io.luckynodes.metrics.population.UnitVectorTeacherMetricsStage;
import io.luckynodes.metrics.race.RaceMetricsStage;
import io.luckynodes.metrics.race.RacePlaneMetricsStage;
import io.luckynodes.metrics.region.RegionMetricsStage;
import io.luckynodes.metrics.smallfc.SmallFcMetricsStage;
import io.luckynodes.metrics.twolayer.TwoLayerMetricsStage;
import io.luckynodes.metrics.unit.UnitNodesMetricsStage;
import io.luckynodes.metrics.vgg.VggMetricsStage;
import io.luckynodes.plan.PlanStage;
import io.luckynodes.prune.PruneStage;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.student.convnet.Cifar10ConvNetStudentStage;
import io.luckynodes.student.convnet.ConvNetStudentStage;
import io.luckynodes.student.convnet.GausConvNetStudentStage;
import io.luckynodes.student.fc.Cifar10FcStudentStage;
import io.luckynodes.student.fc.FcStudentStage;
import io.luckynodes.student.race.RacePlaneStudentStage;
import io.luckynodes.student.race.RaceStudentStage;
import io.luckynodes.student.twolayer.TwoLayerStudentStage;
import io.luckynodes.teacher.convnet.Cifar10ConvNetTeacherStage;
import io.luckynodes.teacher.convnet.ConvNetTeacherStage;
import io.luckynodes.teacher.convnet.GausConvNetTeacherStage;
import io.luckynodes.teacher.fc.Cifar10FcTeacherStage;
import io.luckynodes.teacher.fc.FcTeacherStage;
import io.luckynodes.teacher.twolayer.TwoLayerTeacherStage;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Maps jobs to runners. Each stage has one runner, or one for each kind of network or data set
 * where these differ. A runner reaches only the code of its own kind, and its class is the root of
 * its fingerprint. So with {@code -resume}, a change in the code of one kind leaves all jobs of the
 * others as they are. A new kind of network needs one new line for each of its stages.
 */
public final class Runners {
  private static final SortedMap<String, StageRunner> RUNNERS =
      new TreeMap<>(
          Map.ofEntries(
              runner(Stage.TEACHER, ModelKind.TWO_LAYER, new TwoLayerTeacherStage()),
              runner(Stage.TEACHER, ModelKind.FC, new FcTeacherStage()),
              runner(Stage.TEACHER, ModelKind.CIFAR10_FC, new Cifar10FcTeacherStage()),
              runner(Stage.TEACHER, ModelKind.CONVNET, new ConvNetTeacherStage()),
              runner(Stage.TEACHER, ModelKind.CIFAR10_CONVNET, new Cifar10ConvNetTeacherStage()),
              runner(Stage.TEACHER, ModelKind.GAUS_CONVNET, new GausConvNetTeacherStage()),
              runner(Stage.PRUNE, ModelKind.CONVNET, new PruneStage()),
              runner(Stage.STUDENT, ModelKind.TWO_LAYER, new TwoLayerStudentStage()),
              runner(Stage.STUDENT, ModelKind.FC, new FcStudentStage()),
              runner(Stage.STUDENT, ModelKind.CIFAR10_FC, new Cifar10FcStudentStage()),
              runner(Stage.STUDENT, ModelKind.CONVNET, new ConvNetStudentStage()),
              runner(Stage.STUDENT, ModelKind.CIFAR10_CONVNET, new Cifar10ConvNetStudentStage()),
              runner(Stage.STUDENT, ModelKind.GAUS_CONVNET, new GausConvNetStudentStage()),
              runner(Stage.STUDENT, ModelKind.RACE, new RaceStudentStage()),
              runner(Stage.METRICS, ModelKind.TWO_LAYER, new TwoLayerMetricsStage()),
              runner(Stage.METRICS, ModelKind.FC, new FcMetricsStage()),
              runner(Stage.METRICS, ModelKind.CIFAR10_FC, new Cifar10FcMetricsStage()),
              runner(Stage.METRICS, ModelKind.CONVNET, new ConvNetMetricsStage()),
              runner(Stage.METRICS, ModelKind.CIFAR10_CONVNET, new Cifar10ConvNetMetricsStage()),
              runner(Stage.METRICS, ModelKind.GAUS_CONVNET, new GausConvNetMetricsStage()),
              runner(Stage.METRICS, ModelKind.RACE, new RaceMetricsStage()),
              runner(Stage.STUDENT, ModelKind.RACE_PLANE, new RacePlaneStudentStage()),
              runner(Stage.METRICS, ModelKind.RACE_PLANE, new RacePlaneMetricsStage()),
              runner(Stage.METRICS, ModelKind.CIRCLE, new CircleMetricsStage()),
              runner(Stage.METRICS, ModelKind.UNIT_NODES, new UnitNodesMetricsStage()),
              runner(Stage.METRICS, ModelKind.OVERLAPS, new OverlapsMetricsStage()),
              runner(Stage.METRICS, ModelKind.LEMMA_PAIRS, new LemmaPairsMetricsStage()),
              runner(Stage.METRICS, ModelKind.FALL_OFF, new FallOffMetricsStage()),
              runner(Stage.METRICS, ModelKind.CELL_FLOW, new CellFlowMetricsStage()),
              runner(Stage.METRICS, ModelKind.CLASSIFIER_FLOW, new ClassifierFlowMetricsStage()),
              runner(Stage.METRICS, ModelKind.REGION, new RegionMetricsStage()),
              runner(Stage.METRICS, ModelKind.SMALL_FC, new SmallFcMetricsStage()),
              runner(Stage.METRICS, ModelKind.GATE_PRODUCTS, new GateProductsMetricsStage()),
              runner(Stage.METRICS, ModelKind.POPULATION, new PopulationMetricsStage()),
              runner(Stage.METRICS, ModelKind.PURSUIT, new PursuitMetricsStage()),
              runner(Stage.METRICS, ModelKind.SINGLE_STUDENT, new SingleStudentMetricsStage()),
              runner(
                  Stage.METRICS,
                  ModelKind.UNIT_VECTOR_TEACHER,
                  new UnitVectorTeacherMetricsStage()),
              runner(Stage.METRICS, ModelKind.NORM_GROWTH, new NormGrowthMetricsStage()),
              runner(Stage.METRICS, ModelKind.DEEP_REGION, new DeepRegionMetricsStage()),
              runner(Stage.METRICS, ModelKind.VGG11_BN, new VggMetricsStage()),
              runner(Stage.METRICS, ModelKind.VGG16_BN, new VggMetricsStage()),
              entry(Stage.FIGURE.id(), new FigureStage())));

  /** Stages that need more input than a job, and have commands of their own. */
  private static final Map<String, Class<?>> OTHERS =
      Map.of(
          Stage.PLAN.id(), PlanStage.class,
          Stage.DATASET.runner("cifar10"), DatasetStage.class,
          Stage.DATASET.runner("vgg11-bn"), VggBatchNormStage.class,
          Stage.DATASET.runner("vgg16-bn"), VggBatchNormStage.class,
          Stage.REPORT.id(), Reporting.class);

  private Runners() {}

  private static Map.Entry<String, StageRunner> runner(
      Stage stage, ModelKind model, StageRunner runner) {
    return entry(stage.runner(model.id()), runner);
  }

  /**
   * The runner of a job.
   *
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if the stage does not know the job's kind
   *     of network
   */
  public static StageRunner of(Job job) {
    StageRunner runner = RUNNERS.get(job.runner());
    if (runner == null) {
      throw new LuckyException(
          ExitCode.BAD_INPUT,
          "job "
              + job.id()
              + ": stage "
              + job.stage().id()
              + " has no model "
              + job.model()
              + "; it has "
              + String.join(", ", modelsOf(job.stage())));
    }
    return runner;
  }

  private static List<String> modelsOf(Stage stage) {
    String start = stage.runner("");
    return RUNNERS.keySet().stream()
        .filter(name -> name.startsWith(start))
        .map(name -> name.substring(start.length()))
        .toList();
  }

  /** The class of each runner by name, including stages that need more input than a job. */
  public static SortedMap<String, Class<?>> classes() {
    SortedMap<String, Class<?>> classes = new TreeMap<>();
    RUNNERS.forEach((name, runner) -> classes.put(name, runner.getClass()));
    classes.putAll(OTHERS);
    return classes;
  }
}
