package io.luckynodes.training;

import io.luckynodes.artifact.ArtifactWriter;
import io.luckynodes.artifact.Column;
import io.luckynodes.artifact.Parent;
import io.luckynodes.artifact.ProvenanceRecord;
import io.luckynodes.artifact.Table;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Job;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.stage.KeptWork;
import io.luckynodes.stage.StageTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Trains a {@link Trainee} epoch by epoch, logs each epoch, and takes snapshots.
 *
 * <p>The loop saves a checkpoint after every epoch and, if the trainee can stop within an epoch,
 * every 15 minutes. If the job was killed, training continues from the checkpoint, with the same
 * bytes as an undisturbed run. If the checkpoint outlives the task, training pauses after a save
 * when the next part would exceed the task's time limit.
 *
 * <p>A network whose loss is no longer finite has diverged: the log and the history say so, its
 * snapshots end, and training stops when no network is left. A network that {@link
 * Trainee#hasLearnt has learnt enough} is kept as it then is, and its history ends.
 */
public final class TrainingLoop {
  /** Kind of the artifact that holds finished networks (teachers). */
  public static final String WEIGHTS = "weights";

  /** Kind of the artifact that holds networks at their snapshots (students). */
  public static final String SNAPSHOTS = "snapshots";

  /**
   * Kind of the artifact that holds each epoch's losses: {@code epoch} or {@code stop}, {@code
   * member}, {@code seed}, {@code train_loss}, {@code evaluation_loss} (NaN where it is not
   * measured), {@code diverged}.
   */
  public static final String HISTORY = "history";

  public static final String TRAIN_LOSS = "train_loss";
  public static final String EVALUATION_LOSS = "evaluation_loss";

  /**
   * Time since the last save after which training is saved within an epoch; shorter epochs are
   * saved only at their end.
   */
  private static final Duration SAVED_WITHIN = Duration.ofMinutes(15);

  private final StageTask task;
  private final Trainee trainee;
  private final int epochs;
  private final SortedSet<Integer> snapshotEpochs;
  private final Checkpoint checkpoint;
  private History history;

  /** Time since the start of the task at the last save, or at the beginning of training. */
  private Duration lastSaved;

  /** Longest time between two saves in this try. */
  private Duration longest = Duration.ZERO;

  private TrainingLoop(
      StageTask task,
      Trainee trainee,
      int epochs,
      SortedSet<Integer> snapshotEpochs,
      Checkpoint checkpoint) {
    this.task = task;
    this.trainee = trainee;
    this.epochs = epochs;
    this.snapshotEpochs = snapshotEpochs;
    this.checkpoint = checkpoint;
    this.history = emptyHistory();
    this.lastSaved = task.limit().elapsed();
  }

  /**
   * The outcome of training.
   *
   * @param lastLoss last finite loss of each member; NaN if there was none
   * @param divergedIn epoch in which each member diverged; 0 if it did not
   */
  @SuppressWarnings("ArrayRecordComponent") // a result, never compared by equals
  public record Outcome(double[] lastLoss, int[] divergedIn) {
    /**
     * Fails if a network that other jobs need has diverged.
     *
     * @throws LuckyException ({@link ExitCode#DIVERGED}) with the epoch and the last finite loss
     */
    public void requireConverged(int member, String what) {
      if (divergedIn[member] > 0) {
        throw new LuckyException(
            ExitCode.DIVERGED,
            what
                + " diverged in epoch "
                + divergedIn[member]
                + "; its last finite loss was "
                + lastLoss[member]);
      }
    }
  }

  /**
   * Trains and writes two artifacts: the networks at their snapshots, and {@code history}.
   *
   * @param kind {@link #WEIGHTS} or {@link #SNAPSHOTS}
   * @param epochs number of epochs
   * @param snapshotEpochs epochs after which networks are kept; the start (0), the last epoch, and
   *     the epoch in which a network has learnt enough are always added
   * @param inputs artifacts from which the outputs are made, by role
   * @param numerics versions and settings of the numeric library
   * @throws LuckyException ({@link ExitCode#NO_INPUT}) if a snapshot disappears from the checkpoint
   *     during training, or ({@link ExitCode#PAUSED}) if training pauses; then no output is left
   */
  public static Outcome run(
      StageTask task,
      String kind,
      Trainee trainee,
      int epochs,
      SortedSet<Integer> snapshotEpochs,
      Map<String, Parent> inputs,
      Map<String, String> numerics) {
    SortedSet<Integer> kept = new TreeSet<>(snapshotEpochs);
    kept.removeIf(epoch -> epoch > epochs);
    kept.add(0);
    kept.add(epochs);
    ProvenanceRecord record = task.record(kind, inputs, numerics);
    try (KeptWork work =
        new KeptWork(task.state().orElse(task.out().resolve(".state")), record, task.log())) {
      return new TrainingLoop(task, trainee, epochs, kept, new Checkpoint(work)).run(kind, record);
    }
  }

  private Outcome run(String kind, ProvenanceRecord record) {
    train();
    try (ArtifactWriter writer = new ArtifactWriter(task.outputPath(kind), record)) {
      for (int epoch : snapshotsTaken(epochs)) {
        checkpoint.snapshot(epoch).tables().stream()
            .map(table -> table.renamed(Weights.EPOCH, trainee.unit()))
            .forEach(writer::append);
      }
      writer.finish();
    }
    ArtifactWriter.write(
        task.outputPath(HISTORY),
        record.withKind(HISTORY),
        history.table().renamed(Weights.EPOCH, trainee.unit()));
    checkpoint.remove();
    return history.outcome();
  }

  /** The epochs that a job's setting {@code snapshot_epochs} names. */
  public static SortedSet<Integer> snapshotEpochs(Job job, int epochs) {
    return epochs(job, "snapshot_epochs", epochs);
  }

  /**
   * The epochs that a setting names: a list, or the word {@code every}.
   *
   * @param epochs number of epochs of the whole training
   */
  public static SortedSet<Integer> epochs(Job job, String setting, int epochs) {
    SortedSet<Integer> chosen = new TreeSet<>();
    if (job.value(setting).isTextual()) {
      for (int epoch = 0; epoch <= epochs; epoch++) {
        chosen.add(epoch);
      }
    } else {
      Arrays.stream(job.integers(setting)).forEach(chosen::add);
    }
    return chosen;
  }

  private void train() {
    int first = 1;
    Position from = Position.START;
    Checkpoint.Saved saved = load();
    if (saved != null) {
      trainee.restore(saved.state());
      retireThoseThatHaveLearnt();
      first = saved.epoch() + 1;
      from = saved.position();
      task.log().accept("continues " + place(saved.epoch(), from) + ", from its checkpoint");
    } else {
      double[] atStart = trainee.evaluate(0);
      for (int member = 0; member < atStart.length; member++) {
        record(0, member, Double.NaN, atStart[member]);
      }
      if (snapshotEpochs.contains(0)) {
        checkpoint.saveSnapshot(0, kept(0));
      }
    }
    double seconds = 0;
    double trained = 0;
    for (int epoch = first; epoch <= epochs && !history.allEnded(); epoch++) {
      int before = epoch - 1;
      double part = 1 - (double) from.batches() / trainee.batchesPerEpoch();
      long start = System.nanoTime();
      double[] losses = trainee.epoch(epoch, from, position -> reached(before, position));
      double last = (System.nanoTime() - start) / 1e9;
      from = Position.START;
      double[] evaluated = trainee.evaluate(epoch);
      seconds += (System.nanoTime() - start) / 1e9;
      trained += part;
      for (int member = 0; member < losses.length; member++) {
        record(
            epoch, member, losses[member], evaluated.length == 0 ? Double.NaN : evaluated[member]);
      }
      if (snapshotEpochs.contains(epoch) || history.anyLearntIn(epoch)) {
        checkpoint.saveSnapshot(epoch, kept(epoch));
      }
      save(epoch, Position.START);
      double left = seconds / trained * (epochs - epoch);
      task.log()
          .accept(
              String.format(
                  Locale.ROOT,
                  "epoch %d/%d  loss %s  %,.0f samples/s  %s left",
                  epoch,
                  epochs,
                  describe(evaluated.length == 0 ? losses : evaluated),
                  part * trainee.samplesPerEpoch() / last,
                  duration(left)));
      if (epoch < epochs && !history.allEnded()) {
        pauseUnlessLeft(epoch, Position.START);
        if (history.anyLearntIn(epoch)) {
          retireThoseThatHaveLearnt();
        }
      }
    }
  }

  /**
   * Loads the checkpoint with its history. The result is null at a fresh start, or if the
   * checkpoint is unusable, which the log then says.
   */
  private Checkpoint.@Nullable Saved load() {
    try {
      Checkpoint.Saved saved = checkpoint.load().orElse(null);
      if (saved != null) {
        saved.history().forEach(history::load);
        snapshotsTaken(saved.epoch()).forEach(checkpoint::requireSnapshot);
      }
      return saved;
    } catch (LuckyException damaged) {
      task.log().accept("starts anew, its checkpoint is of no use: " + damaged.getMessage());
      history = emptyHistory();
      return null;
    }
  }

  private History emptyHistory() {
    return new History(task.job().members().size(), trainee::hasLearnt);
  }

  /**
   * Saves a checkpoint within an epoch if the last one is too old, and pauses if needed.
   *
   * @param epoch number of the last whole epoch
   */
  private void reached(int epoch, Position position) {
    if (task.limit().elapsed().minus(lastSaved).compareTo(SAVED_WITHIN) < 0) {
      return;
    }
    save(epoch, position);
    task.log()
        .accept(
            String.format(
                Locale.ROOT,
                "epoch %d/%d  %d of %d batches  loss %s",
                epoch + 1,
                epochs,
                position.batches(),
                trainee.batchesPerEpoch(),
                describe(new double[] {position.lossSum() / position.batches()})));
    pauseUnlessLeft(epoch, position);
  }

  private void save(int epoch, Position position) {
    checkpoint.save(epoch, position, entries(trainee.state(), epoch), history.table());
    Duration now = task.limit().elapsed();
    Duration took = now.minus(lastSaved);
    longest = took.compareTo(longest) > 0 ? took : longest;
    lastSaved = now;
  }

  /**
   * Pauses if another period as long as the longest between two saves would exceed the time limit.
   * A save always comes first, so that each try makes progress. Without a folder that outlives the
   * task there is no pause, since the progress would be lost.
   */
  private void pauseUnlessLeft(int epoch, Position position) {
    if (task.state().isPresent() && !task.limit().leaves(longest)) {
      throw new LuckyException(
          ExitCode.PAUSED, "paused " + place(epoch, position) + "; goes on in the next try");
    }
  }

  private String place(int epoch, Position position) {
    return position.batches() == 0
        ? "after epoch " + epoch + " of " + epochs
        : "in epoch "
            + (epoch + 1)
            + " of "
            + epochs
            + ", after "
            + position.batches()
            + " of "
            + trainee.batchesPerEpoch()
            + " batches";
  }

  private void record(int epoch, int member, double loss, double evaluationLoss) {
    if (history.hasEnded(member)) {
      return;
    }
    if (epoch > 0 && !Double.isFinite(loss)) {
      task.log()
          .accept(
              "DIVERGED: seed "
                  + task.job().members().get(member).seed()
                  + " in epoch "
                  + epoch
                  + "; its last finite loss was "
                  + history.lastLoss(member));
    }
    history.add(epoch, member, task.job().members().get(member).seed(), loss, evaluationLoss);
  }

  private void retireThoseThatHaveLearnt() {
    SortedSet<Integer> learnt = history.learnt();
    if (!learnt.isEmpty() && !history.allEnded()) {
      trainee.retire(learnt);
    }
  }

  /** The networks of which a snapshot is kept after an epoch, in their current state. */
  private List<Weights.Entry> kept(int epoch) {
    return entries(trainee.weights(), epoch).stream()
        .filter(entry -> isKept(entry.member(), epoch))
        .toList();
  }

  private boolean isKept(int member, int epoch) {
    return (snapshotEpochs.contains(epoch) && history.isAliveAfter(member, epoch))
        || history.hasLearntIn(member, epoch);
  }

  /** The epochs, up to {@code last}, after which a snapshot of some network was kept. */
  private SortedSet<Integer> snapshotsTaken(int last) {
    SortedSet<Integer> taken = new TreeSet<>();
    for (int epoch = 0; epoch <= last; epoch++) {
      for (int member = 0; member < task.job().members().size(); member++) {
        if (isKept(member, epoch)) {
          taken.add(epoch);
        }
      }
    }
    return taken;
  }

  private List<Weights.Entry> entries(List<Parameters> networks, int epoch) {
    List<Weights.Entry> entries = new ArrayList<>();
    for (int member = 0; member < networks.size(); member++) {
      entries.add(
          new Weights.Entry(
              member, task.job().members().get(member).seed(), epoch, networks.get(member)));
    }
    return entries;
  }

  private static String describe(double[] losses) {
    double[] finite = Arrays.stream(losses).filter(Double::isFinite).sorted().toArray();
    if (finite.length == 0) {
      return "not finite";
    }
    String median = String.format(Locale.ROOT, "%.4g", finite[finite.length / 2]);
    return finite.length == 1
        ? median
        : String.format(
            Locale.ROOT,
            "%s (median of %d; %.4g to %.4g)",
            median,
            finite.length,
            finite[0],
            finite[finite.length - 1]);
  }

  private static String duration(double seconds) {
    long whole = Math.round(seconds);
    return whole >= 3600
        ? String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole / 60 % 60)
        : whole >= 60
            ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
            : whole + " s";
  }

  /**
   * Each network's losses in each epoch, up to and including the epoch in which it diverged or had
   * learnt enough. Epoch 0 (before training) has no training loss; it has rows only if evaluation
   * losses are measured.
   */
  private static final class History {
    private final List<Integer> epochs = new ArrayList<>();
    private final List<Integer> members = new ArrayList<>();
    private final List<Integer> seeds = new ArrayList<>();
    private final List<Double> losses = new ArrayList<>();
    private final List<Double> evaluationLosses = new ArrayList<>();

    // Summaries of the rows for each member. They are read in every epoch for every member, and
    // searching the rows each time would be slow.
    private final double[] lastLoss;
    private final int[] divergedIn;
    private final int[] learntIn;
    private final DoublePredicate learnt;

    /**
     * @param learnt whether a network with a given loss on the evaluation samples has learnt enough
     */
    History(int count, DoublePredicate learnt) {
      this.learnt = learnt;
      lastLoss = new double[count];
      Arrays.fill(lastLoss, Double.NaN);
      divergedIn = new int[count];
      learntIn = new int[count];
    }

    void add(int epoch, int member, int seed, double loss, double evaluationLoss) {
      epochs.add(epoch);
      members.add(member);
      seeds.add(seed);
      losses.add(loss);
      evaluationLosses.add(evaluationLoss);
      if (Double.isFinite(loss)) {
        lastLoss[member] = loss;
      } else if (epoch > 0) {
        divergedIn[member] = epoch;
        return;
      }
      if (epoch > 0 && Double.isFinite(evaluationLoss) && learnt.test(evaluationLoss)) {
        learntIn[member] = epoch;
      }
    }

    void load(Table table) {
      int[] savedEpochs = table.ints(Weights.EPOCH);
      int[] savedMembers = table.ints("member");
      int[] savedSeeds = table.ints("seed");
      double[] savedLosses = table.doubles(TRAIN_LOSS);
      double[] savedEvaluations = table.doubles(EVALUATION_LOSS);
      for (int row = 0; row < table.rows(); row++) {
        add(
            savedEpochs[row],
            savedMembers[row],
            savedSeeds[row],
            savedLosses[row],
            savedEvaluations[row]);
      }
    }

    Table table() {
      boolean[] diverged = new boolean[losses.size()];
      for (int row = 0; row < diverged.length; row++) {
        diverged[row] = epochs.get(row) > 0 && !Double.isFinite(losses.get(row));
      }
      return new Table(
          new Column.Ints(Weights.EPOCH, epochs.stream().mapToInt(Integer::intValue).toArray()),
          new Column.Ints("member", members.stream().mapToInt(Integer::intValue).toArray()),
          new Column.Ints("seed", seeds.stream().mapToInt(Integer::intValue).toArray()),
          doubles(TRAIN_LOSS, losses),
          doubles(EVALUATION_LOSS, evaluationLosses),
          new Column.Flags("diverged", diverged));
    }

    private static Column doubles(String name, List<Double> values) {
      return new Column.Doubles(name, values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The last finite loss; NaN if there was none. */
    double lastLoss(int member) {
      return lastLoss[member];
    }

    /** Whether a network no longer trains, because it diverged or has learnt enough. */
    boolean hasEnded(int member) {
      return divergedIn[member] > 0 || learntIn[member] > 0;
    }

    boolean allEnded() {
      return IntStream.range(0, divergedIn.length).allMatch(this::hasEnded);
    }

    /**
     * Whether a network had not diverged by the end of an epoch, nor learnt enough before that
     * epoch.
     */
    boolean isAliveAfter(int member, int epoch) {
      return (divergedIn[member] == 0 || divergedIn[member] > epoch)
          && (learntIn[member] == 0 || learntIn[member] >= epoch);
    }

    boolean hasLearntIn(int member, int epoch) {
      return epoch > 0 && learntIn[member] == epoch;
    }

    boolean anyLearntIn(int epoch) {
      return IntStream.range(0, learntIn.length).anyMatch(member -> hasLearntIn(member, epoch));
    }

    /** The networks that have learnt enough. */
    SortedSet<Integer> learnt() {
      return IntStream.range(0, learntIn.length)
          .filter(member -> learntIn[member] > 0)
          .boxed()
          .collect(Collectors.toCollection(TreeSet::new));
    }

    Outcome outcome() {
      return new Outcome(lastLoss.clone(), divergedIn.clone());
    }
  }
}
