package io.luckynodes.metrics.race;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.artifact.ArtifactReader;
import io.luckynodes.artifact.Parent;
import io.luckynodes.artifact.Table;
import io.luckynodes.job.Job;
import io.luckynodes.job.Member;
import io.luckynodes.network.Numerics;
import io.luckynodes.network.race.RaceObserver;
import io.luckynodes.network.shape.TwoLayerShape;
import io.luckynodes.race.CellCount;
import io.luckynodes.race.Clusters;
import io.luckynodes.race.Samples;
import io.luckynodes.race.StableCells;
import io.luckynodes.random.Streams;
import io.luckynodes.stage.StageTask;
import io.luckynodes.table.ProbesRow;
import io.luckynodes.table.StableCellsRow;
import io.luckynodes.table.StepLossesRow;
import io.luckynodes.table.TableWriter;
import io.luckynodes.training.TrainingLoop;
import io.luckynodes.training.Weights;
import io.luckynodes.training.race.Stops;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Measurements of a job's classifiers at every snapshot, and of the cells of their samples. */
final class RaceMetrics {
  private final StageTask task;
  private final Job job;
  private final TableWriter tables;
  private final Map<String, Parent> inputs = new TreeMap<>();

  /**
   * The data of a trial.
   *
   * @param train samples of the training
   * @param test samples of the test
   */
  record Data(Samples train, Samples test) {}

  RaceMetrics(StageTask task, Map<String, Parent> inputs) {
    this.task = task;
    this.job = task.job();
    this.tables = new TableWriter(job.texts("measure"));
    this.inputs.putAll(inputs);
  }

  TableWriter tables() {
    return tables;
  }

  /**
   * Measures the networks, and writes one artifact for each table of the experiment's {@code
   * measure} that has rows.
   *
   * @param stops stops of the training
   * @param dimensions D, the number of inputs of a sample
   * @param data the data for a seed
   */
  void run(Stops stops, int dimensions, Function<Integer, Data> data) {
    int threads = job.integer("threads");
    Artifact history = task.input("student", TrainingLoop.HISTORY);
    inputs.put("history", history.asInput());
    Map<Integer, Integer> ends = ends(history, stops);
    try (RaceObserver observer = new RaceObserver(dimensions, threads);
        RidgeSolvers squares = new RidgeSolvers(threads);
        ArtifactReader reader =
            new ArtifactReader(task.inputPath("student", TrainingLoop.SNAPSHOTS))) {
      reader.expect(TrainingLoop.SNAPSHOTS);
      inputs.put("student", reader.asInput());
      RaceCourse.Setting setting =
          new RaceCourse.Setting(
              job.real("cluster_cosine"),
              new Clusters.Rule(
                  job.integer("cluster_chains") == 1, job.real("cluster_least_strength")),
              job.real("drop_share"),
              job.real("target_ridge"),
              job.real("bound_cosine"),
              job.real("learning_rate"),
              job.real("momentum"),
              observer,
              squares);
      Map<Integer, RaceCourse> courses = new TreeMap<>();
      Map<Integer, Data> bySeed = new HashMap<>();
      for (Table table = reader.next(); table != null; table = reader.next()) {
        String origin = table.origin();
        for (Weights.Entry entry : Weights.entries(table)) {
          if (TwoLayerShape.of(entry.parameters()).inputs() != dimensions) {
            throw entry.parameters().fault("has no network that reads " + dimensions + " numbers");
          }
          Data own = bySeed.computeIfAbsent(entry.seed(), data);
          courses
              .computeIfAbsent(
                  entry.member(),
                  m ->
                      new RaceCourse(
                          job.member(m, origin),
                          ends.getOrDefault(m, RaceCourse.NO_END),
                          setting,
                          tables))
              .add(stops.step(entry.epoch()), entry.parameters(), own.train(), own.test());
          if (dimensions == 2) {
            RacePlane.add(
                tables,
                job.member(entry.member(), origin),
                stops.step(entry.epoch()),
                stops.step(entry.epoch()) == ends.getOrDefault(entry.member(), RaceCourse.NO_END),
                entry.parameters(),
                own.train());
          }
        }
      }
      courses.values().forEach(RaceCourse::finish);
      if (tables.wants(StableCellsRow.class) || tables.wants(ProbesRow.class)) {
        for (Member member : job.members()) {
          addStableCells(member, bySeed.computeIfAbsent(member.seed(), data).train(), observer);
        }
      }
    }
    if (tables.wants(StepLossesRow.class)) {
      addLearningCurves(history, stops, ends);
    }
    write(threads);
  }

  private void write(int threads) {
    tables.write(task, inputs, Numerics.of(threads));
  }

  private void addStableCells(Member member, Samples samples, RaceObserver observer) {
    List<double[]> probes =
        StableCells.probes(
            job.integer("probes"),
            samples.inputs(),
            job.streams(member.seed()).stream("probes", "", Streams.ONCE));
    for (int alignment : new int[] {1, -1}) {
      StableCells.Found found =
          StableCells.find(
              ObservedCells.observer(samples, observer),
              probes,
              alignment,
              job.integer("probe_patience"));
      int pointsTo = alignment == 1 ? 1 : 2;
      tables.add(
          member,
          0,
          true,
          new StableCellsRow(
              pointsTo,
              samples.count(),
              probes.size(),
              found.estimate(),
              found.alone(),
              found.pairs(),
              found.fixed(),
              found.dead(),
              CellCount.log10Bound(samples.count(), samples.inputs())));
      for (int round = 0; round < found.patterns().size(); round++) {
        tables.add(member, 0, true, new ProbesRow(pointsTo, round, found.patterns().get(round)));
      }
    }
  }

  /** The last step of each network's first training; networks that diverged in it are absent. */
  private Map<Integer, Integer> ends(Artifact history, Stops stops) {
    Map<Integer, Integer> ends = new HashMap<>();
    for (Table table : history.tables()) {
      for (int row = 0; row < table.rows(); row++) {
        int step = stops.step(table.ints(Weights.STOP)[row]);
        if (step > job.integer("steps")) {
          continue;
        }
        if (table.flags("diverged")[row]) {
          ends.remove(table.ints("member")[row]);
        } else {
          ends.put(table.ints("member")[row], step);
        }
      }
    }
    return ends;
  }

  private void addLearningCurves(Artifact history, Stops stops, Map<Integer, Integer> ends) {
    for (Table table : history.tables()) {
      for (int row = 0; row < table.rows(); row++) {
        int member = table.ints("member")[row];
        int step = stops.step(table.ints(Weights.STOP)[row]);
        tables.add(
            job.member(member, table.origin()),
            step,
            step == ends.getOrDefault(member, RaceCourse.NO_END),
            new StepLossesRow(
                table.doubles(TrainingLoop.TRAIN_LOSS)[row],
                table.doubles(TrainingLoop.EVALUATION_LOSS)[row]));
      }
    }
  }
}
