package io.luckynodes.metrics.race;

import io.luckynodes.job.Member;
import io.luckynodes.network.race.RaceObserver;
import io.luckynodes.network.shape.Parameter;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.race.Clusters;
import io.luckynodes.race.Gating;
import io.luckynodes.race.Growth;
import io.luckynodes.race.Merging;
import io.luckynodes.race.Neurons;
import io.luckynodes.race.Neurons.Neuron;
import io.luckynodes.race.Samples;
import io.luckynodes.race.Targets;
import io.luckynodes.race.Vectors;
import io.luckynodes.table.ClassificationRow;
import io.luckynodes.table.ClusterTargetsRow;
import io.luckynodes.table.ClustersRow;
import io.luckynodes.table.GrowthRow;
import io.luckynodes.table.MergingRow;
import io.luckynodes.table.NeuronCosinesRow;
import io.luckynodes.table.NeuronsRow;
import io.luckynodes.table.PruningRow;
import io.luckynodes.table.StepRow;
import io.luckynodes.table.TableWriter;
import io.luckynodes.table.UpdatesRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Measures one network over its training, snapshot by snapshot. Rows of neurons hold numbers from
 * the end of training, so {@link #finish} writes them.
 */
final class RaceCourse {
  /** Cosine thresholds at which clusters are counted, besides {@code clusterCosine}. */
  private static final double[] COSINES = {0.8, 0.85, 0.9, 0.925, 0.95, 0.975, 0.99};

  /** Number of the largest clusters whose targets are measured. */
  private static final int CLUSTERS = 5;

  private final Member member;
  private final int end;
  private final Setting setting;
  private final TableWriter tables;
  private final List<Snapshot> snapshots = new ArrayList<>();
  private final CosineCourse cosines = new CosineCourse();
  private @Nullable Parameters last;
  private double lossAtStart = Double.NaN;
  private boolean dropped;

  /**
   * Settings that all networks of a job share.
   *
   * @param clusterCosine least cosine between a neuron and its cluster
   * @param rule the rule that forms clusters
   * @param dropShare the loss has dropped once it is below this share of its value at the start
   * @param ridge ridge of the next order's targets, as a share of the mean eigenvalue
   * @param boundCosine cosine below which a neuron counts as orthogonal to a sample
   * @param learningRate η
   * @param momentum μ
   */
  record Setting(
      double clusterCosine,
      Clusters.Rule rule,
      double dropShare,
      double ridge,
      double boundCosine,
      double learningRate,
      double momentum,
      RaceObserver observer,
      RidgeSolvers squares) {}

  /** The kept numbers of a neuron at a snapshot. */
  private record NeuronState(
      double inNorm,
      double outNorm,
      double bias,
      double activeShare,
      int pointsTo,
      int target,
      double angle,
      double outAngle,
      double agreement,
      double conserved,
      int cluster) {}

  /**
   * @param neurons the neurons; empty for all but the latest snapshot
   * @param rates growth rates per step by theorem 3.11; empty for all but the latest snapshot
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared by equals
  private record Snapshot(int step, List<Neuron> neurons, List<NeuronState> seen, double[] rates) {}

  /** The value of {@code end} for a network that diverged. */
  static final int NO_END = -1;

  /**
   * @param end the step at which the network's first training ended, or {@link #NO_END}; later
   *     steps belong to the training after pruning
   */
  RaceCourse(Member member, int end, Setting setting, TableWriter tables) {
    this.member = member;
    this.end = end;
    this.setting = setting;
    this.tables = tables;
  }

  /**
   * Takes the next snapshot, in the order of steps.
   *
   * @param train samples of the training
   * @param test samples of the test
   */
  void add(int step, Parameters network, Samples train, Samples test) {
    last = network;
    if (end != NO_END && step > end) {
      return;
    }
    List<Neuron> neurons = Neurons.of(network);
    RaceObserver.Seen seen = setting.observer().observe(train.x(), train.signs(), network);
    double loss = loss(seen.outputs(), train.signs());
    lossAtStart = step == 0 ? loss : lossAtStart;
    // A loss that is not finite has not dropped.
    dropped = dropped || loss < setting.dropShare() * lossAtStart;
    addClassification(step, network, seen.outputs(), loss, train, test);
    Clusters clusters = new Clusters(neurons, setting.rule());
    List<int[]> groups = clusters.of(setting.clusterCosine());
    if (tables.wants(NeuronCosinesRow.class)) {
      cosines.add(step, dropped, neurons, step == end ? groups : List.of());
    }
    addClusters(step, clusters);
    List<NeuronState> rows =
        tables.wants(NeuronsRow.class) || tables.wants(PruningRow.class)
            ? seen(neurons, seen, train, clusters.places(groups))
            : List.of();
    addClusterTargets(step, neurons, groups, seen, train);
    double[] rates = new double[neurons.size()];
    for (int j = 0; j < rates.length; j++) {
      double[] error = Vectors.times(withoutBias(seen.errorSums()[j]), 1.0 / train.count());
      rates[j] =
          Growth.perStep(
              Growth.strength(neurons.get(j), error), setting.learningRate(), setting.momentum());
    }
    if (!snapshots.isEmpty()) {
      Snapshot before = snapshots.get(snapshots.size() - 1);
      addUpdates(before, step, neurons);
      addGrowth(before, step, neurons);
      // Weights are large, and only the latest are needed again.
      snapshots.set(
          snapshots.size() - 1,
          new Snapshot(before.step(), List.of(), before.seen(), new double[0]));
    }
    snapshots.add(new Snapshot(step, neurons, rows, rates));
    if (step == end) {
      addMerging(step, network, neurons, clusters, seen.outputs(), train, test);
    }
  }

  private void add(int step, StepRow row) {
    tables.add(member, step, step == end, row);
  }

  /** The numbers of each neuron. */
  private List<NeuronState> seen(
      List<Neuron> neurons, RaceObserver.Seen seen, Samples train, int[] cluster) {
    int n = neurons.size();
    Gating[] gatings = Gating.of(seen.gates(), n);
    int[] target = new int[n];
    List<double[]> targets = new ArrayList<>();
    for (int j = 0; j < n; j++) {
      Neuron neuron = neurons.get(j);
      double[] augmented = Arrays.copyOf(neuron.in(), train.inputs() + 1);
      augmented[train.inputs()] = neuron.bias();
      target[j] = Targets.outgoing(augmented, seen.signedSums()[j]);
      targets.add(Targets.target(withoutBias(seen.signedSums()[j]), target[j]));
    }
    Gating[] ofTargets = Gating.of(setting.observer().gates(train.x(), targets), n);
    List<NeuronState> rows = new ArrayList<>();
    for (int j = 0; j < n; j++) {
      Neuron neuron = neurons.get(j);
      rows.add(
          new NeuronState(
              Vectors.norm(neuron.in()),
              Vectors.norm(neuron.out()),
              neuron.bias(),
              (double) gatings[j].passing() / train.count(),
              neuron.out()[0] >= neuron.out()[1] ? 1 : 2,
              target[j] == 1 ? 1 : 2,
              Vectors.degrees(neuron.in(), targets.get(j)),
              Targets.outgoingDegrees(neuron.out(), target[j]),
              agreement(gatings[j], ofTargets[j], train.count()),
              neuron.conserved(),
              cluster[j]));
    }
    return rows;
  }

  /** The share of samples that pass both neurons or neither. */
  private static double agreement(Gating one, Gating other, int samples) {
    BitSet differing = one.open();
    differing.xor(other.open());
    return 1 - (double) differing.cardinality() / samples;
  }

  private static double[] withoutBias(double[] augmented) {
    return Arrays.copyOf(augmented, augmented.length - 1);
  }

  private void addClassification(
      int step, Parameters network, float[] outputs, double loss, Samples train, Samples test) {
    if (!tables.wants(ClassificationRow.class)) {
      return;
    }
    float[] ofTest = setting.observer().outputs(test.x(), network);
    add(
        step,
        new ClassificationRow(
            loss,
            accuracy(outputs, train.signs()),
            loss(ofTest, test.signs()),
            accuracy(ofTest, test.signs()),
            dropped));
  }

  private void addClusters(int step, Clusters clusters) {
    if (!tables.wants(ClustersRow.class)) {
      return;
    }
    for (double cosine : thresholds()) {
      List<int[]> groups = clusters.of(cosine);
      add(
          step,
          new ClustersRow(
              cosine,
              clusters.neurons(),
              groups.size(),
              clusters.byComponents(cosine).size(),
              groups.isEmpty() ? 0 : groups.get(0).length,
              (int) groups.stream().filter(cluster -> cluster.length == 1).count(),
              dropped));
    }
  }

  /** The thresholds, including the setting's own. */
  private double[] thresholds() {
    return Arrays.stream(Arrays.copyOf(COSINES, COSINES.length + 1))
        .map(cosine -> cosine == 0 ? setting.clusterCosine() : cosine)
        .distinct()
        .sorted()
        .toArray();
  }

  private void addClusterTargets(
      int step, List<Neuron> neurons, List<int[]> groups, RaceObserver.Seen seen, Samples train) {
    if (!tables.wants(ClusterTargetsRow.class)) {
      return;
    }
    Gating[] gatings = Gating.of(seen.gates(), neurons.size());
    double[] norms = train.norms();
    for (int c = 0; c < Math.min(CLUSTERS, groups.size()); c++) {
      int leader = groups.get(c)[0];
      Neuron neuron = neurons.get(leader);
      double[] sum = withoutBias(seen.signedSums()[leader]);
      int alignment = Targets.outgoing(neuron.in(), sum);
      double[] zeroth = Targets.target(sum, alignment);
      double[] next =
          NextOrder.target(
              train, gatings[leader], alignment, setting.ridge(), setting.squares().of(train));
      HeldTarget generalised =
          HeldTarget.of(train, norms, neuron, gatings[leader], alignment, setting.boundCosine());
      double[] slope = Vectors.times(withoutBias(seen.errorSums()[leader]), alignment);
      add(
          step,
          new ClusterTargetsRow(
              c,
              groups.get(c).length,
              leader,
              alignment == 1 ? 1 : 2,
              Vectors.degrees(neuron.in(), zeroth),
              Vectors.degrees(neuron.in(), next),
              Vectors.degrees(zeroth, next),
              generalised.held(),
              generalised.degrees(),
              Vectors.degrees(zeroth, slope),
              dropped));
    }
  }

  private void addUpdates(Snapshot before, int step, List<Neuron> neurons) {
    if (!tables.wants(UpdatesRow.class)) {
      return;
    }
    double steps = step - before.step();
    double[] sums = new double[6];
    for (int j = 0; j < neurons.size(); j++) {
      addUpdate(sums, 0, before.neurons().get(j).in(), neurons.get(j).in());
      addUpdate(sums, 3, before.neurons().get(j).out(), neurons.get(j).out());
    }
    double each = 1 / (steps * neurons.size());
    add(
        step,
        new UpdatesRow(
            before.step(),
            sums[0] * each,
            sums[1] * each,
            sums[2] * each,
            sums[3] * each,
            sums[4] * each,
            sums[5] * each,
            dropped));
  }

  /** Adds how much a vector turned, in radians, and how much its norm changed. */
  private static void addUpdate(double[] sums, int at, double[] before, double[] after) {
    double change = Math.abs(Vectors.norm(after) - Vectors.norm(before));
    double angle = Vectors.degrees(before, after);
    if (!Double.isNaN(angle)) {
      sums[at] += Math.toRadians(angle);
      sums[at + 2] += change / Vectors.norm(before);
    }
    sums[at + 1] += change;
  }

  private void addGrowth(Snapshot before, int step, List<Neuron> neurons) {
    if (!tables.wants(GrowthRow.class)) {
      return;
    }
    double steps = step - before.step();
    for (int j = 0; j < neurons.size(); j++) {
      Neuron then = before.neurons().get(j);
      Neuron now = neurons.get(j);
      add(
          step,
          new GrowthRow(
              before.step(),
              j,
              before.rates()[j],
              (Growth.logSum(now) - Growth.logSum(then)) / steps,
              2 * before.rates()[j],
              (Growth.logProduct(now) - Growth.logProduct(then)) / steps,
              dropped));
    }
  }

  private void addMerging(
      int step,
      Parameters network,
      List<Neuron> neurons,
      Clusters clusters,
      float[] outputs,
      Samples train,
      Samples test) {
    if (!tables.wants(MergingRow.class)) {
      return;
    }
    RaceObserver observer = setting.observer();
    float[] testBefore = observer.outputs(test.x(), network);
    for (double cosine : thresholds()) {
      List<int[]> groups = clusters.of(cosine);
      if (groups.isEmpty()) {
        continue;
      }
      Parameters merged =
          Neurons.network(Merging.merge(neurons, groups), Neurons.outputBias(network));
      float[] trainAfter = observer.outputs(train.x(), merged);
      float[] testAfter = observer.outputs(test.x(), merged);
      add(
          step,
          new MergingRow(
              cosine,
              neurons.size(),
              groups.size(),
              accuracy(outputs, train.signs()),
              accuracy(trainAfter, train.signs()),
              accuracy(testBefore, test.signs()),
              accuracy(testAfter, test.signs()),
              loss(outputs, train.signs()),
              loss(trainAfter, train.signs()),
              largestChange(outputs, trainAfter)));
    }
  }

  /** Writes the rows of neurons, once the last snapshot is known. */
  void finish() {
    if (snapshots.isEmpty()) {
      return;
    }
    Snapshot latest = snapshots.get(snapshots.size() - 1);
    boolean finished = latest.step() == end;
    for (Snapshot snapshot : snapshots) {
      for (int j = 0; j < snapshot.seen().size(); j++) {
        NeuronState seen = snapshot.seen().get(j);
        NeuronState then = latest.seen().get(j);
        add(
            snapshot.step(),
            new NeuronsRow(
                j,
                seen.inNorm(),
                seen.outNorm(),
                seen.bias(),
                seen.activeShare(),
                seen.pointsTo(),
                seen.target(),
                seen.angle(),
                seen.outAngle(),
                seen.agreement(),
                seen.conserved(),
                seen.cluster(),
                finished ? then.inNorm() : Double.NaN,
                finished ? then.outNorm() : Double.NaN,
                finished ? then.cluster() : -1));
      }
    }
    if (finished && last != null && last.has("M1")) {
      addPruning(pruned(last), latest);
    }
    cosines.write(this::add);
  }

  private void addPruning(int[] pruned, Snapshot latest) {
    for (Snapshot snapshot : snapshots) {
      for (int j = 0; j < snapshot.seen().size(); j++) {
        NeuronState seen = snapshot.seen().get(j);
        add(
            snapshot.step(),
            new PruningRow(
                j, seen.angle(), seen.inNorm(), pruned[j], latest.seen().get(j).cluster()));
      }
    }
  }

  /** The number of incoming and outgoing weights of each neuron that masks remove. */
  static int[] pruned(Parameters network) {
    Parameter incoming = network.get("M1");
    Parameter outgoing = network.get("M2");
    int hidden = incoming.dimension(1);
    int outputs = outgoing.dimension(1);
    int[] pruned = new int[hidden];
    for (int i = 0; i < incoming.values().length; i++) {
      pruned[i % hidden] += incoming.values()[i] == 0 ? 1 : 0;
    }
    for (int i = 0; i < hidden * outputs; i++) {
      pruned[i / outputs] += outgoing.values()[i] == 0 ? 1 : 0;
    }
    return pruned;
  }

  /** Mean cross-entropy in nats. */
  static double loss(float[] outputs, int[] signs) {
    double sum = 0;
    for (int s = 0; s < signs.length; s++) {
      double behind = signs[s] * ((double) outputs[2 * s + 1] - outputs[2 * s]);
      sum +=
          behind > 0
              ? behind + StrictMath.log1p(StrictMath.exp(-behind))
              : StrictMath.log1p(StrictMath.exp(behind));
    }
    return sum / signs.length;
  }

  /** The share of samples whose class has the greater output; a tie counts as half. */
  static double accuracy(float[] outputs, int[] signs) {
    double right = 0;
    for (int s = 0; s < signs.length; s++) {
      float ahead = signs[s] * (outputs[2 * s] - outputs[2 * s + 1]);
      right += ahead > 0 ? 1 : ahead == 0 ? 0.5 : 0;
    }
    return right / signs.length;
  }

  private static double largestChange(float[] before, float[] after) {
    double largest = 0;
    for (int i = 0; i < before.length; i++) {
      largest = Math.max(largest, Math.abs((double) after[i] - before[i]));
    }
    return largest;
  }
}
